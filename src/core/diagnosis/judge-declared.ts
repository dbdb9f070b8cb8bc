// Hands a rule or a check the signals that it declares, and nothing else.

/** One whose types of its own signals are forgotten, so that those of different needs fit one list. */
export interface Judging<Signals, Judgement> {
  needs: readonly (keyof Signals)[];
  judge(signals: never): Judgement;
}

/** What it says about those of the signals that it needs. */
export function judgeDeclared<Signals extends object, Judgement>(
  one: Judging<Signals, Judgement>,
  signals: Signals,
): Judgement {
  const declared = Object.fromEntries(one.needs.map((need) => [need, signals[need]]));
  // The list forgot which signals these are; `defineRule` and `defineCheck` hold `judge` to the declared ones.
  return one.judge(declared as never);
}
