import type { ParsedInput } from '../../shared/ipc/contract.ts';

/** The first of each: naming an account or an image twice means it once. */
export function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const byKey = new Map<string, Item>();
  for (const item of items) if (!byKey.has(keyOf(item))) byKey.set(keyOf(item), item);
  return [...byKey.values()];
}

/** What is said in words. */
type Said = Pick<
  ParsedInput<'posts.create'>,
  'text' | 'threading' | 'firstComment' | 'category'
> & {
  byAi: boolean;
};
export const saidIn = ({ text, threading, firstComment, category, byAi }: Said) => [
  text,
  threading,
  firstComment,
  category,
  byAi,
];

/** What the input says anew. */
export function changesOf(
  row: Said,
  { text, threading, firstComment, category, byAi }: Pick<ParsedInput<'posts.update'>, keyof Said>,
): Partial<Said> {
  return {
    ...(text !== undefined && text !== row.text && { text }),
    ...(threading !== undefined && threading !== row.threading && { threading }),
    ...(firstComment !== undefined && firstComment !== row.firstComment && { firstComment }),
    ...(category !== undefined && category !== row.category && { category }),
    ...(byAi !== undefined && byAi !== row.byAi && { byAi }),
  };
}

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
