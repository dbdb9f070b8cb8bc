// The steps of an entry of own columns: the kind of each, and its parameters.
import { useId } from 'react';
import { encoderSchema } from '../../../core/choices/encoders';
import { imputerSchema } from '../../../core/choices/imputers';
import { scalerSchema } from '../../../core/choices/scalers';
import { ChoiceParameters } from '../../forms/choice-parameters';
import { optionTitle } from '../../forms/field-words';
import { text } from '../../i18n/text';
import { Select } from '../../ui/select';
import { fieldOfStep, type OwnEntry, type OwnStep, ownSteps } from './own-step';

export type ChosenSteps = Partial<Pick<OwnEntry, OwnStep>>;

const schemas = { imputer: imputerSchema, scaler: scalerSchema, encoder: encoderSchema };
const asRest = '';

export interface OwnStepsProps {
  steps: ChosenSteps;
  messages: Readonly<Record<string, string>>;
  onChange(steps: ChosenSteps): void;
  onMessage(path: string, message: string): void;
}

export function OwnSteps({ steps, messages, onChange, onMessage }: OwnStepsProps) {
  const choose = (step: OwnStep, kind: string) => {
    const { [step]: before, ...others } = steps;
    if (kind === asRest) return onChange(others);
    onChange({ ...others, [step]: before?.kind === kind ? before : schemas[step].parse({ kind }) });
  };
  return (
    <div className="own-step-choices">
      {ownSteps.map((step) => (
        <div key={step}>
          <StepChoice step={step} kind={steps[step]?.kind ?? asRest} onChoose={choose} />
          {steps[step] && (
            <ChoiceParameters
              schema={schemas[step]}
              value={steps[step]}
              place={step}
              messages={messages}
              onChange={(next) => onChange({ ...steps, [step]: next })}
              onMessage={onMessage}
              onLeave={() => {}}
            />
          )}
        </div>
      ))}
    </div>
  );
}

interface StepChoiceProps {
  step: OwnStep;
  kind: string;
  onChoose(step: OwnStep, kind: string): void;
}

function StepChoice({ step, kind, onChoose }: StepChoiceProps) {
  const id = useId();
  const field = fieldOfStep(step);
  const help = field?.options.find((option) => option.kind === kind)?.help;
  return (
    <>
      <div className="own-step-line">
        <label htmlFor={id}>{text.prepare.own.steps[step]}</label>
        <Select
          id={id}
          value={kind}
          options={[
            { value: asRest, title: text.prepare.own.asRest },
            ...(field?.options ?? []).map((option) => ({
              value: option.kind,
              title: field ? optionTitle(field, option.kind) : option.kind,
            })),
          ]}
          onChange={(chosen) => onChoose(step, chosen)}
        />
      </div>
      {help && <p className="quiet step-help">{help}</p>}
    </>
  );
}
