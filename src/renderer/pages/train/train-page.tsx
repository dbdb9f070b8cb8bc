// The Train step: the recipe's form at the left, the run in view with its charts and the list of runs at the right.
import { RecipeForm } from '../../forms/recipe-form';
import { shortcutLabel } from '../../frame/shortcuts';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { IconButton } from '../../ui/button';
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

function FormHead() {
  const { recipe } = useWorkspace();
  const canUndo = useStore(recipe.store, (state) => state.past.length > 0);
  const canRedo = useStore(recipe.store, (state) => state.future.length > 0);
  return (
    <header className="pane-head">
      <h1>{text.form.title}</h1>
      <IconButton
        icon="undo"
        label={text.form.undo(shortcutLabel('Z'))}
        disabled={!canUndo}
        onClick={recipe.undo}
      />
      <IconButton
        icon="redo"
        label={text.form.redo(shortcutLabel('⇧Z'))}
        disabled={!canRedo}
        onClick={recipe.redo}
      />
    </header>
  );
}
