import { hashKey, matchQuery, QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { staleAfter } from '../../../../renderer/ipc/events.ts';
import { routeKey } from '../../../../renderer/ipc/queries.ts';
import type { RouteInput, RouteName } from '../../../../shared/ipc/contract.ts';
import { type EventName, events } from '../../../../shared/ipc/events.ts';

/** Which of these cached routes an event makes stale. */
function stale(keys: readonly (readonly unknown[])[]) {
  const queries = new QueryClient();
  return <Name extends RouteName>(name: Name, input: RouteInput<Name>): boolean => {
    const queryKey = routeKey(name, input);
    const query = queries
      .getQueryCache()
      .build(queries, { queryKey, queryHash: hashKey(queryKey) });
    return keys.some((key) => matchQuery({ queryKey: key }, query));
  };
}

const post = { postId: 'p1', clientId: 'c1', status: 'scheduled' } as const;

describe('staleAfter', () => {
  it('knows every event of the contract', () => {
    expect(Object.keys(staleAfter).sort()).toEqual((Object.keys(events) as EventName[]).sort());
  });

  it('refreshes what shows a post when it changes, and no other post', () => {
    const isStale = stale(staleAfter['post.changed'](post));
    expect(isStale('posts.get', { id: 'p1' })).toBe(true);
    expect(isStale('posts.get', { id: 'p2' })).toBe(false);
    expect(isStale('posts.calendar', { from: 0, to: 1, clientId: 'c1' })).toBe(true);
    expect(isStale('posts.needsYou', {})).toBe(true);
    expect(isStale('clients.list', { archived: false })).toBe(true);
    expect(isStale('settings.get', {})).toBe(false);
  });

  it('refreshes the log of the post that is delivered', () => {
    const isStale = stale(
      staleAfter['delivery.changed']({
        deliveryId: 'd1',
        postId: 'p1',
        clientId: 'c1',
        notice: null,
        kind: 'progress',
        reason: null,
        at: 0,
      }),
    );
    expect(isStale('deliveries.forPost', { postId: 'p1' })).toBe(true);
    expect(isStale('deliveries.forPost', { postId: 'p2' })).toBe(false);
    expect(isStale('posts.calendar', { from: 0, to: 1 })).toBe(false);
  });

  it('asks for the queue again after all that it shows', () => {
    const { postId, clientId } = post;
    const asked = [
      staleAfter['post.changed'](post),
      staleAfter['account.changed']({ accountId: 'a1', clientId }),
      staleAfter['client.changed']({ clientId }),
      staleAfter['queue.changed']({ clientId }),
      staleAfter['runner.changed']({ runner: 'none' }),
      staleAfter['delivery.changed']({
        deliveryId: 'd1',
        postId,
        clientId,
        notice: null,
        kind: 'progress',
        reason: null,
        at: 0,
      }),
    ];
    for (const keys of asked) expect(stale(keys)('queue.overview', { clientId })).toBe(true);
  });

  it('asks everything again when the workspace opens or closes', () => {
    const isStale = stale(staleAfter['app.changed']({ state: 'ready' }));
    expect(isStale('app.status', {})).toBe(true);
    expect(isStale('accounts.list', {})).toBe(true);
  });
});
