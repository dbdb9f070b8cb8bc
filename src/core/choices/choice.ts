// What every optimizer, schedule, scaler, layer … has in common: an id, words for people, and a parameter schema.
import { z } from 'zod';

/** Words and parameters of one choice. `params` must hold plain zod types with defaults: no transforms (zod #6049). */
export interface ChoiceDescription<Kind extends string, Shape extends z.ZodRawShape> {
  /** Kebab-case, equal to the file name, never changed. */
  kind: Kind;
  /** The field's standard name. */
  title: string;
  /** One paragraph for people: what it does and when it helps. */
  help: string;
  /** Paper, equation or reference implementation. */
  source: string;
  params: Shape;
  /** What the ranges of single parameters cannot say: a fault between several of them, or null. */
  check?(settings: Settings<Kind, Shape>): SettingsFault | null;
}

/** `field` is the parameter to mend, `message` says what must hold, such as 'must be above low'. */
export interface SettingsFault {
  field: string;
  message: string;
}

/** The settings of a choice as a recipe holds them: `{kind: 'adam', beta1: 0.9, …}`. */
export type Settings<Kind extends string, Shape extends z.ZodRawShape> = { kind: Kind } & {
  [Name in keyof Shape]: z.output<Shape[Name]>;
};

/** A choice with its strict schema; `Implementation` is what its family asks of it (a `create`, a `fit` …). */
export type Choice<Kind extends string, Shape extends z.ZodRawShape, Implementation> = ChoiceDescription<
  Kind,
  Shape
> & {
  schema: z.ZodObject<{ kind: z.ZodLiteral<Kind> } & Shape, z.core.$strict>;
} & Implementation;

/** Completes a description with its schema. The functions of `Implementation` receive the parsed settings. */
export function describeChoice<const Kind extends string, Shape extends z.ZodRawShape, Implementation>(
  choice: ChoiceDescription<Kind, Shape> & Implementation,
): Choice<Kind, Shape, Implementation> {
  const { kind, title, help, source, params } = choice;
  const schema = z
    .strictObject({ kind: z.literal(kind), ...params })
    .superRefine((settings, context) => {
      const fault = choice.check?.(settings as unknown as Settings<Kind, Shape>);
      if (fault) context.addIssue({ code: 'custom', path: [fault.field], message: fault.message });
    })
    .meta({ title, help, source });
  return { ...choice, schema } as Choice<Kind, Shape, Implementation>;
}

/** Finds the choice that the settings name and creates it. A recipe's schema guarantees that the kind exists. */
export function createChoice<Made>(
  list: readonly { kind: string; create(settings: never): Made }[],
  settings: { kind: string },
): Made {
  return describeKind(list, settings.kind).create(settings as never);
}

/** The member of a list of choices with that kind. */
export function describeKind<Member extends { kind: string }>(list: readonly Member[], kind: string): Member {
  const found = list.find((member) => member.kind === kind);
  if (!found)
    throw new Error(`No choice of kind '${kind}' among ${list.map((member) => member.kind).join(', ')}`);
  return found;
}
