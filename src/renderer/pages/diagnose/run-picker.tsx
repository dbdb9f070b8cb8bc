// Which run is looked at.
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Select } from '../../ui/select';

export function RunPicker() {
  const { runs, training } = useWorkspace();
  const list = useStore(runs, (state) => state.list);
  const numbers = useStore(runs, (state) => state.numbers);
  const selected = useStore(runs, (state) => state.selected ?? '');
  return (
    <Select
      label={text.train.runHead}
      value={selected}
      options={list.map((run) => ({
        value: run.id,
        title: text.train.runInState(numbers[run.id] ?? 0, text.runStates[run.state]),
      }))}
      onChange={training.select}
    />
  );
}
