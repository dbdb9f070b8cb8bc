// A column whose name and dates say that it is written down only after what is to be predicted.
import { percent } from '../../diagnosis/wording';
import { exampleAssociation, exampleColumn, exampleFacts } from '../example';
import type { ColumnFacts } from '../facts';
import { defineWarning, evidence, ignoring, listed, mend } from '../warning';

const afterwards =
  /(?:^|[\s_.-])(?:after|outcome|result|final|clos(?:ed|ing|ure)|resol(?:ved|ution)|settle(?:d|ment)|paid|repaid|recover(?:y|ed|ies)|refund(?:ed)?|return(?:ed)|cancel(?:l?ed|lation)|terminat(?:ed|ion)|discharged?|death|died|deceased|churned|left|exit(?:ed)?|ended|completed?|completion|finished|delivered|approved|decision|verdict|awarded|actual|charged[\s_.-]?off)(?:$|[\s_.-])/i;

/** How strongly the value, or whether there is one, must go with the target for a name alone to count. */
const LEAST_ASSOCIATION = 0.5;
/** With dates that never come before the others, less is enough. */
const LEAST_WITH_DATES = 0.2;

/** `closedAt` has words too. */
const words = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');

function isSuspect({ profile, association, missingTells, after }: ColumnFacts): boolean {
  if (!afterwards.test(words(profile.name)) || profile.kind === 'constant') return false;
  const tells = Math.max(association?.strength ?? 0, missingTells);
  return tells >= (after.length > 0 ? LEAST_WITH_DATES : LEAST_ASSOCIATION);
}

export const afterEventColumn = defineWarning({
  id: 'after-event-column',
  title: 'A column may be known only afterwards',
  why: 'What is filled in once the outcome is known, such as a closing date, is not there when a prediction is wanted (Kaufman et al. 2012, "Leakage in data mining").',
  needs: ['recipe', 'columns', 'target'],
  examples: {
    hit: {
      ...exampleFacts,
      columns: [
        exampleColumn('opened_on', { type: 'date', kind: 'date' }),
        exampleColumn(
          'closed_on',
          { type: 'date', kind: 'date', missing: 400 },
          { missingTells: 0.9, after: ['opened_on'] },
        ),
      ],
    },
    miss: {
      ...exampleFacts,
      columns: [
        exampleColumn(
          'final_weight',
          {},
          { association: exampleAssociation('final_weight', { strength: 0.2 }) },
        ),
      ],
    },
  },
  judge({ recipe, columns, target }) {
    const found = columns.filter(isSuspect);
    const [first] = found;
    if (!first) return null;
    const names = found.map(({ profile }) => profile.name);
    const strength = first.association?.strength ?? 0;
    const byGaps = first.missingTells > strength;
    const dates =
      first.after.length > 0 ? ` Its dates never come before those of ${listed(first.after)}.` : '';
    const said = byGaps
      ? `whether "${first.profile.name}" has a value goes with "${target.name}" (${first.missingTells.toFixed(2)} of 1)`
      : `"${first.profile.name}" goes with "${target.name}" (${strength.toFixed(2)} of 1)`;
    return {
      severity: 'warning',
      text: `The name says that ${listed(names)} may be known only after "${target.name}" is, and ${said}; ${percent(first.profile.missing / Math.max(1, first.profile.missing + first.sampled.known))} of its values are missing.${dates}`,
      columns: names,
      evidence: evidence({
        association: strength,
        missingTells: first.missingTells,
        datesBefore: first.after.length,
      }),
      ...mend(recipe, ignoring(recipe, names)),
    };
  },
});
