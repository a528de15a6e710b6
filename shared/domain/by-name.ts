import { once } from './once.ts';

const collator = once(() => new Intl.Collator('en', { sensitivity: 'base', numeric: true }));

/** The order of names as people expect it: `Ada 2` before `ada 10`. For `sort`. */
export const byName = (a: { name: string }, b: { name: string }): number =>
  collator().compare(a.name, b.name);
