// The written reference of every recipe path, made from the schema, so that it cannot fall behind.
import { describeAllowed } from './field-value';
import { type FieldOption, type FieldOwner, formatValue, listPaths, type RecipeField } from './paths';

const INTRODUCTION = `<!-- Made by scripts/docs.mjs from the schema of the recipe. Do not edit. -->

# Recipe reference

Every field of a recipe by its path. The form in the window edits them, \`hone train --set path=value\` sets them,
and every run stores them. A field with choices takes the name of one; the fields of that choice then apply with their
defaults until they are set.
`;

/** Text within a table cell. */
const cell = (text: string) => text.replaceAll('|', '\\|');

function optionLine({ kind, title, help, source }: FieldOption): string {
  const words = [title && `**${title}**.`, help, source && `Source: ${source}.`].filter(Boolean).join(' ');
  return `- \`${kind}\`${words === '' ? '' : `: ${words}`}`;
}

/** `optimizer` = `adam`, and what that choice itself hangs on. */
function ownerText({ path, kinds, owner }: FieldOwner): string {
  const own = `\`${path}\` = ${kinds.map((kind) => `\`${kind}\``).join(' or ')}`;
  return owner ? `${own}, and ${ownerText(owner)}` : own;
}

function fieldText(field: RecipeField): string {
  const { path, title, help, unit, owner, options, items } = field;
  const standard = field.default === undefined ? '–' : `\`${formatValue(field.default)}\``;
  const rows = [
    [
      'Allowed',
      options.length > 0 ? options.map(({ kind }) => `\`${kind}\``).join(', ') : describeAllowed(field),
    ],
    ['Default', standard],
    ...(unit ? [['Unit', unit]] : []),
    ...(owner ? [['Only with', ownerText(owner)]] : []),
  ];
  const described = [...options, ...items].filter((option) => option.title ?? option.help);
  return [
    `### \`${path}\``,
    `${title}.${help === '' ? '' : ` ${help}`}`,
    ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${cell(value ?? '')} |`)].join('\n'),
    ...(described.length > 0 ? [[...options, ...items].map(optionLine).join('\n')] : []),
  ].join('\n\n');
}

/** The reference as Markdown: one section for each group of fields, one heading for each path. */
export function recipeReference(): string {
  const sections = new Map<string, string[]>();
  for (const field of listPaths()) {
    const { group } = field;
    sections.set(group, [...(sections.get(group) ?? []), fieldText(field)]);
  }
  const texts = [...sections].map(([group, fields]) => [`## ${group}`, ...fields].join('\n\n'));
  return `${[INTRODUCTION.trimEnd(), ...texts].join('\n\n')}\n`;
}
