import type { Answer, Call } from '../network.ts';

/**
 * A page of an edge, with cursors. Source: developers.facebook.com/docs/graph-api/results.
 * @param render null where there is a refusal instead
 */
export function paged<Item extends { id: string }>(
  call: Call,
  items: readonly Item[],
  render: (item: Item) => Record<string, unknown> | Answer,
  extra: Record<string, unknown> = {},
): Answer {
  const limit = Math.min(Math.max(Number(call.query.get('limit') ?? 25) || 25, 1), 100);
  const after = call.query.get('after');
  const from = after === null ? 0 : items.findIndex(({ id }) => cursorOf(id) === after) + 1;
  const page = items.slice(from, from + limit);
  const data: unknown[] = [];
  for (const item of page) {
    const rendered = render(item);
    if ('status' in rendered && 'body' in rendered) return rendered as unknown as Answer;
    data.push(rendered);
  }
  const [first, last] = [page[0], page.at(-1)];
  if (!first || !last) return { status: 200, body: { data: [], ...extra } };
  const next = new URL(`${call.origin}${call.path}?${call.query}`);
  next.searchParams.set('after', cursorOf(last.id));
  return {
    status: 200,
    body: {
      data,
      paging: {
        cursors: { before: cursorOf(first.id), after: cursorOf(last.id) },
        ...(from + limit < items.length && { next: next.href }),
      },
      ...extra,
    },
  };
}

const cursorOf = (id: string) => Buffer.from(id).toString('base64url');
