// The Train step: the recipe's form at the left, the run in view with its charts and the list of runs at the right.
import { FormHead } from '../../forms/form-head';
import { RecipeForm } from '../../forms/recipe-form';
import { RunList } from './run-list';
import { RunView } from './run-view';
import { TrainBar } from './train-bar';

export function TrainPage() {
  return (
    <div className="train-page">
      <div className="form-pane">
        <FormHead />
        <RecipeForm />
      </div>
      <div className="run-pane">
        <TrainBar />
        <div className="run-scroll">
          <RunView />
          <RunList />
        </div>
      </div>
    </div>
  );
}
