import { useMemo } from 'react';
import { type To, useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Client } from '../../shared/ipc/views.ts';
import { useClients } from '../ipc/queries.ts';

// Where the person is lives in the URL: the view in the path, the client that filters everything in
// `client`, the composer in `compose` and `at`, the missed posts in `away`. So a reload, a notification and Back all land right.

/** Search parameters that stay when the view changes. */
const KEPT = ['client'] as const;

/** The same place in another view: `/posts` → `/posts?client=…`. */
export function keepFilter(to: string, search: string): string {
  const [path = '/', own = ''] = to.split('?', 2);
  const params = new URLSearchParams(own);
  const current = new URLSearchParams(search);
  for (const name of KEPT) {
    const value = current.get(name);
    if (value !== null && !params.has(name)) params.set(name, value);
  }
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}

/** Turns `to` into a link target that keeps the client filter. */
export function usePlace(to: string): To {
  const { search } = useLocation();
  return keepFilter(to, search);
}

/** Goes to a view and keeps the client filter. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  const { search } = useLocation();
  return (to, options) => void navigate(keepFilter(to, search), options);
}

const CLIENT_PAGE = /^\/clients\/[^/]+$/;

/** Opens a client's page. What is filtered by a client is filtered by this one then. */
export function useOpenClient(): (id: string) => void {
  const navigate = useNavigate();
  const { search } = useLocation();
  return (id) =>
    void navigate(
      new URLSearchParams(search).has('client') ? `/clients/${id}?client=${id}` : `/clients/${id}`,
    );
}

export interface ClientFilter {
  /** Null: all clients. */
  clientId: string | null;
  client: Client | null;
  setClientId: (id: string | null) => void;
}

/** The client that everything on screen is filtered by. */
export function useClientFilter(): ClientFilter {
  const [params, setParams] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const clients = useClients();
  const asked = params.get('client');
  const client = clients.data?.find(({ id }) => id === asked) ?? null;
  // A client that has been archived meanwhile filters nothing.
  const clientId = clients.data ? (client?.id ?? null) : asked;
  return {
    clientId,
    client,
    setClientId: (id) => {
      // A client's page is about one client: another one's takes its place.
      if (id !== null && CLIENT_PAGE.test(pathname))
        return void navigate(`/clients/${id}?client=${id}`);
      setParams((current) => {
        const next = new URLSearchParams(current);
        if (id === null) next.delete('client');
        else next.set('client', id);
        return next;
      });
    },
  };
}

export interface ComposerPlace {
  /** `new`, the id of a post, or null while the composer is closed. */
  target: string | null;
  /** Wall time (`2026-11-22T09:30`) that a new post starts with, in the profile's zone. */
  at: string | null;
  /** The client that a new post is for, where it is not the one that is shown. */
  forClient: string | null;
  open: (target: string, options?: { at?: string; forClient?: string; replace?: boolean }) => void;
  close: () => void;
}

/** The composer's place: a sheet over whatever view is open. */
export function useComposer(): ComposerPlace {
  const [params, setParams] = useSearchParams();
  return useMemo(
    () => ({
      target: params.get('compose'),
      at: params.get('at'),
      forClient: params.get('for'),
      open: (target, { at, forClient, replace = false } = {}) =>
        setParams(
          (current) => {
            const next = new URLSearchParams(current);
            next.set('compose', target);
            if (at) next.set('at', at);
            else next.delete('at');
            if (forClient) next.set('for', forClient);
            else next.delete('for');
            return next;
          },
          { replace },
        ),
      close: () =>
        setParams((current) => {
          const next = new URLSearchParams(current);
          next.delete('compose');
          next.delete('at');
          next.delete('for');
          return next;
        }),
    }),
    [params, setParams],
  );
}

/** Where missed posts are decided: a sheet over whatever view is open. */
export function useAway(): { isOpen: boolean; open: () => void; close: () => void } {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const set = (isOpen: boolean) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          if (isOpen) next.set('away', '1');
          else next.delete('away');
          return next;
        },
        // It comes up by itself: Back leads to the view before, not through the sheet again.
        { replace: true },
      );
    return { isOpen: params.has('away'), open: () => set(true), close: () => set(false) };
  }, [params, setParams]);
}
