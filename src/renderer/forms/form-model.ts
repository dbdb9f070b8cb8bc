// The recipe's fields as the form knows them: under their headings, with their switches and standard values.
import {
  fieldApplies,
  fieldValue,
  listPaths,
  type RecipeField,
  type RecipeValue,
} from '../../core/recipe/paths';
import { defaultRecipe, type Recipe } from '../../core/recipe/recipe';
import { text } from '../i18n/text';

export interface FormField extends RecipeField {
  /** Tells fields of the same path apart, of which at most one applies. */
  id: string;
  section: string;
  /** Switches that must be on for the field to have an effect, the outermost first. */
  switches: readonly RecipeField[];
  /** The value that is not a change: of the default recipe, else of the choice that brings the field along. */
  standard: RecipeValue | undefined;
  /** How far it stands under another field: 0, 1 or 2. */
  depth: number;
}

export interface FormSection {
  /** Kebab-case, such as `early-stopping`. */
  id: string;
  title: string;
  fields: readonly FormField[];
}

let sections: readonly FormSection[] | undefined;

/** Every heading with its fields, in the order of the recipe. `data` has a step of its own. */
export function formSections(): readonly FormSection[] {
  sections ??= makeSections(listPaths());
  return sections;
}

/** The fields of all sections in their order. */
export function formFields(): readonly FormField[] {
  return formSections().flatMap((section) => section.fields);
}

function makeSections(all: readonly RecipeField[]): FormSection[] {
  const shown = all.filter((field) => field.keys[0] !== 'data');
  const standards = defaultRecipe('target');
  const titles = orderTitles([...new Set(shown.map(({ group }) => group))]);
  const lone = (title: string) => title === GENERAL && titles.length > 1;
  const homeOf = (title: string) => (lone(title) ? (titles.find((other) => !lone(other)) as string) : title);
  return titles
    .filter((title) => !lone(title))
    .map((title) => {
      const id = sectionId(title);
      const own = shown.filter((field) => field.group === title);
      const guests = shown.filter((field) => field.group !== title && homeOf(field.group) === title);
      const fields = [...own, ...guests].map((field) => toFormField(field, id, shown, standards));
      return { id, title, fields };
    });
}

/** Single fields at the top of the recipe join the first section. */
const GENERAL = 'General';

/** Headings come in the order of the work; one that is not known here keeps its place behind the one before it. */
const usualOrder: readonly string[] = [
  'Split',
  'Preparation',
  'Network',
  'Epochs and batches',
  'Optimizer and rate',
  'Regularization',
  'Early stopping',
  'Loss',
  'Pre-training',
  'Watching',
  'Hardware',
];

function orderTitles(titles: readonly string[]): string[] {
  const known = usualOrder.filter((title) => titles.includes(title));
  return [...known, ...titles.filter((title) => !known.includes(title))];
}

export function sectionId(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function toFormField(
  field: RecipeField,
  section: string,
  all: readonly RecipeField[],
  standards: Recipe,
): FormField {
  const switches = switchesOf(field, all);
  const standard = fieldApplies(standards, field) ? fieldValue(standards, field) : undefined;
  return {
    ...field,
    title: titleOf(field),
    id: `${field.path} ${chainText(field.owner)}`,
    section,
    switches,
    standard: standard ?? field.default,
    depth: Math.min(2, ownersBelowTop(field.owner) + switches.length),
  };
}

/** A choice that makes up a whole part of the recipe: the section has its title, so it is named by its role. */
function titleOf(field: RecipeField): string {
  if (field.discriminator === undefined || field.keys.length > 1) return field.title;
  return field.discriminator === 'family' ? text.form.family : text.form.method;
}

function chainText(owner: RecipeField['owner']): string {
  return owner ? `${owner.path}=${owner.kinds.join()} ${chainText(owner.owner)}` : '';
}

/** Choices that the field hangs on, without those that make up a whole part of the recipe. */
function ownersBelowTop(owner: RecipeField['owner']): number {
  return owner ? (owner.keys.length > 1 ? 1 : 0) + ownersBelowTop(owner.owner) : 0;
}

/** The switches of the groups that the field stands in. */
function switchesOf(field: RecipeField, all: readonly RecipeField[]): RecipeField[] {
  const groups = field.keys.slice(0, -1).map((_, i) => [...field.keys.slice(0, i + 1), 'enabled'].join('.'));
  return all.filter(
    (other) => other.type === 'boolean' && other.path !== field.path && groups.includes(other.keys.join('.')),
  );
}

/** Whether the recipe has the field and every switch over it is on. */
export function isInForce(recipe: Recipe, field: FormField): boolean {
  return (
    fieldApplies(recipe, field) &&
    fieldValue(recipe, field) !== undefined &&
    field.switches.every((gate) => fieldValue(recipe, gate) === true)
  );
}

/** Whether the recipe's value is another than the standard one. Only for a field in force. */
export function isChanged(recipe: Recipe, field: FormField): boolean {
  return field.standard !== undefined && !sameValue(fieldValue(recipe, field), field.standard);
}

export function sameValue(one: RecipeValue | undefined, other: RecipeValue | undefined): boolean {
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
}
