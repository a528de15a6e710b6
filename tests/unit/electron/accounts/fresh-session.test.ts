import { expect, it } from 'vitest';
import { withFreshSession } from '../../../../electron/accounts/fresh-session.ts';
import type { Platform, PlatformContext } from '../../../../electron/platforms/platform.ts';
import { BARE_CONTEXT } from '../../../support/platform-call.ts';
import { failure, sampleNetwork } from '../../../support/sample-network.ts';

const CONTEXT: PlatformContext = {
  ...{ serviceUrl: 'https://example.com', remoteId: 'ada', handle: 'ada', ...BARE_CONTEXT },
  session: { token: 'old' },
};

/** Calls that are made with the session of a connected account. */
const CALLS = [
  ...['whoAmI', 'publish', 'reconcile', 'metrics', 'comments', 'reply'],
  ...['mentions', 'findReply', 'like', 'setHidden', 'removeComment', 'removePost'],
] as const;
const PLANNED = ['handOver', 'find', 'look', 'move', 'takeBack'] as const;

it('each call with a session has the one that is kept, and is made again where that was renewed', async () => {
  const used: string[] = [];
  const call = (name: string) => async (context: PlatformContext) => {
    const { token } = context.session;
    used.push(`${name} ${token}`);
    return token === 'new' ? { ok: true, value: name } : failure('auth', 'Over.', 401);
  };
  const plan = Object.fromEntries(PLANNED.map((name) => [name, call(name)]));
  const platform = {
    ...sampleNetwork().platforms.mastodon,
    ...Object.fromEntries(CALLS.map((name) => [name, call(name)])),
    nativeSchedule: plan,
  } as unknown as Platform;
  const fresh = withFreshSession(platform, {
    recent: async () => ({ token: 'kept' }),
    read: async () => ({ token: 'new' }),
  }) as unknown as Record<string, (context: PlatformContext) => Promise<unknown>> & {
    nativeSchedule: Record<string, (context: PlatformContext) => Promise<unknown>>;
  };
  for (const name of CALLS) expect(await fresh[name]?.(CONTEXT)).toEqual({ ok: true, value: name });
  for (const name of PLANNED)
    expect(await fresh.nativeSchedule[name]?.(CONTEXT)).toEqual({ ok: true, value: name });
  expect(used).toEqual([...CALLS, ...PLANNED].flatMap((name) => [`${name} kept`, `${name} new`]));
  // Nothing that takes a session is left out.
  const without = ['signIn', 'oauth', 'newRecordKey', 'isPartlyOut', 'partsOut', 'capabilities'];
  const others = Object.keys(fresh).filter(
    (name) => ![...without, 'nativeSchedule'].includes(name),
  );
  expect(others.toSorted()).toEqual([...CALLS].toSorted());
});
