import { z } from 'zod';
import type { Graph, GraphParams } from './client.ts';

/** A page of an edge. Source: developers.facebook.com/docs/graph-api/results. */
const pageShape = <Item>(item: z.ZodType<Item>) =>
  z.object({
    data: z.array(item),
    paging: z
      .object({
        cursors: z.object({ after: z.string().optional() }).optional(),
        next: z.string().optional(),
      })
      .optional()
      .catch(undefined),
  });

/** One page of an edge. `next` is where to go on from; null where that was all. */
export async function readPage<Item>(
  graph: Graph,
  path: string,
  item: z.ZodType<Item>,
  params: GraphParams,
  from: string | null,
): Promise<{ items: Item[]; next: string | null }> {
  const { data, paging } = await graph.get(path, pageShape(item), {
    ...params,
    after: from ?? undefined,
  });
  // A page may be empty where what was on it is hidden; only without `next` it is the last.
  return { items: data, next: paging?.next ? (paging.cursors?.after ?? null) : null };
}

/** All of an edge, up to `pages` of them, or until `enough` says so. `whole` where nothing was left out. */
export async function readList<Item>(
  graph: Graph,
  path: string,
  item: z.ZodType<Item>,
  params: GraphParams,
  { pages, enough = () => false }: { pages: number; enough?: (items: readonly Item[]) => boolean },
): Promise<{ items: Item[]; whole: boolean }> {
  const items: Item[] = [];
  let from: string | null = null;
  for (let page = 0; page < pages; page++) {
    const read: { items: Item[]; next: string | null } = await readPage(
      graph,
      path,
      item,
      params,
      from,
    );
    items.push(...read.items);
    if (read.next === null || enough(read.items)) return { items, whole: true };
    from = read.next;
  }
  return { items, whole: false };
}

/** The times of the API: ISO 8601 with an offset that has no colon. UTC epoch ms. */
export const timeShape = z
  .string()
  .transform((text) => Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')))
  .refine(Number.isFinite);
