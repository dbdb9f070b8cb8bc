// What helps to find the value of a field: a link below it to the tool.
import { type ComponentType, useState } from 'react';
import { text } from '../i18n/text';
import { RateTestDialog } from '../pages/train/rates/rate-test-dialog';

function RateTool() {
  const [open, setOpen] = useState(false);
  return (
    <div className="field-tool">
      <button type="button" className="link" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {text.rates.find}
      </button>
      {open && <RateTestDialog onClose={() => setOpen(false)} />}
    </div>
  );
}

/** By the path of the field. */
export const fieldTools: Readonly<Record<string, ComponentType>> = {
  'training.learning-rate': RateTool,
};
