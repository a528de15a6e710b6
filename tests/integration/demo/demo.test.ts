import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { NETWORK_IDS } from '../../../shared/domain/network.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts';
import { startCore, type TestCore } from '../../support/core.ts';

const PATIENCE = 240_000;
const HOUR = 60 * 60_000;
const zone = { timeZone: 'Europe/Berlin' };
let test: TestCore;
afterEach(() => test.close());

async function call<Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
): Promise<RouteOutput<Name>> {
  const answer = await test.call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

const postsThat = async (status: 'published' | 'scheduled') => {
  const { posts } = await call('posts.list', { statuses: [status], limit: 100 });
  return posts;
};

it(
  'fills an empty workspace with posts whose numbers can be read, goes on after a restart, and is thrown away whole',
  async () => {
    test = await startCore();
    expect(await call('app.status', {})).toMatchObject({ demo: false });
    const made = await call('demo.begin', zone);
    expect(made).toMatchObject({ clients: 3, accounts: 8 });
    expect(made.published).toBeGreaterThan(50);
    expect(made.scheduled).toBeGreaterThan(15);
    expect(await call('app.status', {})).toMatchObject({ demo: true, hasProfile: true });
    const accounts = await call('accounts.list', {});
    expect(accounts.map(({ network }) => network).sort()).toEqual([...NETWORK_IDS].sort());
    for (const account of accounts)
      expect(account).toMatchObject({ practice: true, status: 'connected', signedInBy: 'oauth' });
    // Nobody charges for practice.
    for (const { id } of await call('clients.list', {}))
      expect(await call('clients.costs', { id })).toEqual([]);
    expect(await call('posts.needsYou', {})).toMatchObject({ failed: 0, missed: 0, needsCheck: 0 });

    // What came out weeks ago has its numbers, on every network that gives any.
    const seen = new Map<string, number>();
    for (const { id } of await postsThat('published')) {
      if (NETWORK_IDS.every((network) => seen.has(network))) break;
      for (const read of await call('engagement.read', { postId: id })) {
        expect(read).toMatchObject({ gone: false, metricsProblem: null, commentsProblem: null });
        const numbers = Object.values(read.metrics ?? {}).filter((value) => value !== null);
        if (numbers.length > 0) seen.set(read.network, Math.max(...numbers));
      }
    }
    expect(Object.fromEntries(seen)).toMatchObject({
      ...{ bluesky: expect.any(Number), x: expect.any(Number), instagram: expect.any(Number) },
    });
    expect(Math.max(...seen.values())).toBeGreaterThan(20);

    // Not before the other has let go of them: the same networks, at the same addresses, with all that they know.
    test = await test.reopen();
    const [next] = (await postsThat('scheduled')).sort(
      (one, other) => (one.scheduledAt ?? 0) - (other.scheduledAt ?? 0),
    );
    test.clock.advance((next?.scheduledAt ?? 0) - test.clock.now() + 1000);
    test.core.startRunner();
    const postId = next?.id ?? '';
    await expect
      .poll(async () => (await call('posts.get', { id: postId })).status, { timeout: 30_000 })
      .toBe('published');
    test.clock.advance(HOUR);
    const [read] = await call('engagement.read', { postId });
    expect(read).toMatchObject({ gone: false, metricsProblem: null, commentsProblem: null });

    // The person's own client stays, and the practice networks go.
    const mine = await call('clients.create', { name: 'My own' });
    const looked = await call('demo.look', {});
    expect(looked.clients).toHaveLength(3);
    expect(looked.staying).toEqual([{ id: mine.id, name: 'My own' }]);
    expect(looked.posts).toBeGreaterThan(70);
    const secrets = () => [...test.keychain.entries.keys()].filter((name) => !name.includes('key'));
    expect(secrets().length).toBeGreaterThan(8);
    await call('demo.end', {});
    expect(await call('clients.list', {})).toMatchObject([{ name: 'My own' }]);
    expect(await call('accounts.list', {})).toEqual([]);
    expect(await call('applications.list', {})).toEqual([]);
    expect(await call('app.status', {})).toMatchObject({ demo: false, hasProfile: true });
    expect(secrets()).toEqual([]);
    expect(existsSync(join(test.userData, 'practice'))).toBe(false);
    expect(await test.call('demo.look', {})).toMatchObject({ error: { code: 'not_found' } });
    expect(await test.call('demo.begin', zone)).toMatchObject({ error: { code: 'not_empty' } });
  },
  PATIENCE,
);
