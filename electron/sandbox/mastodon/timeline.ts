import type { Answer, Call } from '../network.ts';
import type { Entities } from './entities.ts';
import type { State, Status } from './state.ts';

/** The statuses of an account, newest first, paged by id. Source: docs.joinmastodon.org/methods/accounts. */
export function accountStatuses(
  call: Call,
  personId: string,
  { state, entities }: { state: State; entities: Entities },
): Answer {
  const { query } = call;
  const limit = Math.min(Math.max(Number(query.get('limit') ?? 20) || 20, 1), 40);
  const ids = state.statusIds(personId);
  const maxId = query.get('max_id');
  const minId = query.get('min_id');
  const sinceId = minId ?? query.get('since_id');
  const upTo = maxId === null ? ids.length : firstNotBelow(ids, maxId);
  const from = sinceId === null ? 0 : firstNotBelow(ids, sinceId);
  const wanted = (status: Status) =>
    (query.get('exclude_replies') !== 'true' || status.inReplyToId === null) &&
    (query.get('only_media') !== 'true' || status.mediaIds.length > 0) &&
    (sinceId === null || isBelow(sinceId, status.id)) &&
    query.get('pinned') !== 'true';

  const page: Status[] = [];
  // `min_id` asks for those right above it, everything else for the newest ones.
  const step = minId === null ? -1 : 1;
  for (let at = minId === null ? upTo - 1 : from; at >= from && at < upTo; at += step) {
    const status = state.status(ids[at] ?? '');
    if (status && wanted(status)) page.push(status);
    if (page.length === limit) break;
  }
  if (step === 1) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const at = `${call.origin}${call.path}`;
  return {
    status: 200,
    ...(first && last
      ? {
          headers: {
            link: `<${at}?${paged(query, 'max_id', last.id)}>; rel="next", <${at}?${paged(query, 'min_id', first.id)}>; rel="prev"`,
          },
        }
      : {}),
    body: page.map((status) => entities.status(status, call.origin)),
  };
}

function paged(query: URLSearchParams, name: string, id: string): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const other of ['max_id', 'min_id', 'since_id']) next.delete(other);
  next.set(name, id);
  return next;
}

/** Ids are numbers in decimal: the longer is the larger. */
const isBelow = (a: string, b: string) => a.length < b.length || (a.length === b.length && a < b);

/** Where the ids, which only grow, reach this one. */
function firstNotBelow(ids: readonly string[], id: string): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(ids[middle] ?? '', id)) low = middle + 1;
    else high = middle;
  }
  return low;
}
