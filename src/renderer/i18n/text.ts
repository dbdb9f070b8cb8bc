// The words of the window in the language in use. Another language is another file with the same catalogue.
import { en } from './en';

export type Catalogue = typeof en;
export const text: Catalogue = en;
