let collator: Intl.Collator | null = null;

/** The order of names as people expect it: `Ada 2` before `ada 10`. For `sort`. */
export function byName(a: { name: string }, b: { name: string }): number {
  collator ??= new Intl.Collator('en', { sensitivity: 'base', numeric: true });
  return collator.compare(a.name, b.name);
}
