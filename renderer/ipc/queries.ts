import { keepPreviousData, queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts';
import { call } from './client.ts';

/** `['posts', 'posts.get', { id }]`: the domain first, so that a whole domain can be invalidated. */
export const routeKey = <Name extends RouteName>(name: Name, input?: RouteInput<Name>) =>
  input === undefined
    ? ([name.split('.', 1)[0], name] as const)
    : ([name.split('.', 1)[0], name, input] as const);

/** One route as a query; the same options serve `useQuery`, `prefetchQuery` and `getQueryData`. */
export const routeQuery = <Name extends RouteName>(name: Name, input: RouteInput<Name>) =>
  queryOptions<RouteOutput<Name>>({
    queryKey: routeKey(name, input),
    queryFn: () => call(name, input),
  });

interface RouteQueryOptions {
  enabled?: boolean;
  /** Shows the last answer while the next one comes: for filters, ranges and searches. */
  keepPrevious?: boolean;
  /** In ms. */
  refetchInterval?: number;
}

export const useRoute = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
  { enabled = true, keepPrevious = false, refetchInterval }: RouteQueryOptions = {},
) =>
  useQuery<RouteOutput<Name>>({
    queryKey: routeKey(name, input),
    queryFn: () => call(name, input),
    enabled,
    ...(keepPrevious && { placeholderData: keepPreviousData }),
    ...(refetchInterval !== undefined && { refetchInterval }),
  });

/** A route that changes something. Queries refresh from the event that main sends, not from here. */
export const useRouteMutation = <Name extends RouteName>(name: Name) =>
  useMutation<RouteOutput<Name>, Error, RouteInput<Name>>({
    mutationKey: [name],
    mutationFn: (input) => call(name, input),
  });

/** `clientId` only where there is one: the contract refuses unknown and undefined keys alike. */
const of = (clientId: string | null | undefined) => (clientId ? { clientId } : {});

export const useAppStatus = () => useRoute('app.status', {}, { refetchInterval: 60_000 });
export const useProfile = () => useRoute('profiles.get', {});
export const useSettingsQuery = () => useRoute('settings.get', {});
export const useClients = (archived = false) => useRoute('clients.list', { archived });
export const useAccounts = (clientId?: string | null) => useRoute('accounts.list', of(clientId));
export const usePost = (id: string | null) =>
  useRoute('posts.get', { id: id ?? '' }, { enabled: id !== null });
export const useDeliveries = (postId: string | null) =>
  useRoute('deliveries.forPost', { postId: postId ?? '' }, { enabled: postId !== null });
export const usePostCounts = (clientId?: string | null) =>
  useRoute('posts.counts', of(clientId), { keepPrevious: true });
/** Asked again each minute: what was put off comes back by itself. */
export const useInboxCounts = (clientId?: string | null, enabled = true) =>
  useRoute('inbox.counts', of(clientId), {
    ...{ enabled, keepPrevious: true, refetchInterval: 60_000 },
  });
export const useNeedsYou = () => useRoute('posts.needsYou', {});
export const usePostSearch = (query: string, clientId?: string | null, limit = 12) =>
  useRoute(
    'posts.search',
    { query, limit, ...of(clientId) },
    { enabled: query.trim().length > 1, keepPrevious: true },
  );
export const useBackups = () => useRoute('database.backups', {});
