import { NETWORK_IDS, type NetworkId } from '../../../shared/domain/network.ts';
import { POST_STATUSES, type PostStatus } from '../../../shared/domain/post-status.ts';
import type { RouteInput } from '../../../shared/ipc/contract.ts';

/** What the calendar is narrowed to besides the client: of each kind any one will do. */
export interface Filters {
  networks: readonly NetworkId[];
  labelIds: readonly string[];
  statuses: readonly PostStatus[];
}

/** The part of a question to the core that narrows it. */
export type FilterInput = Pick<
  RouteInput<'posts.calendar'>,
  'clientId' | 'networks' | 'labelIds' | 'statuses'
>;

/** The search parameter of each kind: `?network=x,bluesky&label=…&status=draft`. */
export const FILTER_PARAMS = {
  networks: 'network',
  labelIds: 'label',
  statuses: 'status',
} as const;
export type FilterKind = keyof typeof FILTER_PARAMS;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_LABELS = 30;

/** What a URL's parameters narrow the calendar to. What makes no sense there is left out. */
export function filtersIn(params: URLSearchParams): Filters {
  const listed = (kind: FilterKind) => (params.get(FILTER_PARAMS[kind]) ?? '').split(',');
  const networks = listed('networks');
  const statuses = listed('statuses');
  return {
    // In one order, however they were chosen: the same question is asked once.
    networks: NETWORK_IDS.filter((network) => networks.includes(network)),
    labelIds: [...new Set(listed('labelIds').filter((id) => ID.test(id)))]
      .sort()
      .slice(0, MOST_LABELS),
    statuses: POST_STATUSES.filter((status) => statuses.includes(status)),
  };
}

export const isFiltered = ({ networks, labelIds, statuses }: Filters): boolean =>
  networks.length + labelIds.length + statuses.length > 0;

/** What the core is asked: only what narrows, so that no filter is no key. */
export const filterInput = (clientId: string | null, filters: Filters): FilterInput => ({
  ...(clientId && { clientId }),
  ...(filters.networks.length > 0 && { networks: [...filters.networks] }),
  ...(filters.labelIds.length > 0 && { labelIds: [...filters.labelIds] }),
  ...(filters.statuses.length > 0 && { statuses: [...filters.statuses] }),
});

/** The parameters with one value in or out. */
export function toggled(params: URLSearchParams, kind: FilterKind, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  const name = FILTER_PARAMS[kind];
  const values = filtersIn(params)[kind] as readonly string[];
  const changed = values.includes(value)
    ? values.filter((one) => one !== value)
    : [...values, value];
  if (changed.length > 0) next.set(name, changed.join(','));
  else next.delete(name);
  return next;
}

/** The parameters without any filter but the client. */
export function cleared(params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of Object.values(FILTER_PARAMS)) next.delete(name);
  return next;
}
