// One feature alone predicts the target nearly perfectly.
import { percent } from '../../diagnosis/wording';
import { exampleAssociation, exampleColumn, exampleFacts } from '../example';
import { defineWarning, evidence, ignoring, mend } from '../warning';
import { targetCopy } from './target-copy';

/** Held-out skill of a tiny model that real measurements seldom reach: R², or balanced accuracy above chance. */
const LEAST_SKILL = 0.98;
/** Where several columns that do not say the same come near it, the task is simply easy. */
const MOST_EASY = 0.9;
const MOST_SUSPECTS = 3;

export const leakageSuspect = defineWarning({
  id: 'leakage-suspect',
  title: 'One column alone predicts the target',
  why: 'A single column from which a tiny model tells the target almost without error was often written down together with the target, or after it (Kaufman et al. 2012, "Leakage in data mining").',
  needs: ['recipe', 'columns', 'pairs', 'target'],
  examples: {
    hit: {
      ...exampleFacts,
      columns: [
        exampleColumn('a'),
        exampleColumn('closing', {}, { association: exampleAssociation('closing', { alone: 0.99 }) }),
      ],
    },
    miss: exampleFacts,
  },
  judge({ recipe, columns, pairs, target }) {
    const copies = targetCopy.judge({ recipe, columns, target })?.columns ?? [];
    const scored = columns
      .flatMap(({ association: found }) =>
        found && found.alone !== null ? [{ name: found.column, skill: found.alone }] : [],
      )
      .filter(({ name }) => !copies.includes(name))
      .sort((a, b) => b.skill - a.skill);
    const suspects = scored.filter(({ skill }) => skill >= LEAST_SKILL);
    const [first] = suspects;
    if (!first || suspects.length > MOST_SUSPECTS) return null;
    const twins = new Set(
      pairs.filter(({ value }) => Math.abs(value) > 0.95).flatMap((pair) => pair.columns),
    );
    const rest = scored.find(({ name, skill }) => skill < LEAST_SKILL && !twins.has(name));
    if (rest && rest.skill >= MOST_EASY) return null;
    const names = suspects.map(({ name }) => name);
    const measure =
      target.task === 'regression'
        ? `explains ${percent(first.skill)} of the variance of "${target.name}"`
        : `tells the classes of "${target.name}" apart with ${percent(first.skill)} of what is possible above chance`;
    const next = rest ? ` The next best column, "${rest.name}", reaches ${percent(rest.skill)}.` : '';
    return {
      severity: 'warning',
      text: `"${first.name}" alone ${measure}, on rows that its tiny model had not seen.${next} Is it known before "${target.name}" is?`,
      columns: names,
      evidence: evidence({ skill: first.skill, nextSkill: rest?.skill ?? 0 }),
      ...mend(recipe, ignoring(recipe, names)),
    };
  },
});
