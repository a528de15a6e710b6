import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRounds } from '../../../electron/rounds/rounds.ts';
import { openServices, type TestServices } from '../../support/services.ts';

const MINUTE = 60_000;
let services: TestServices;
let close = () => {};
beforeEach(() => {
  services = openServices();
});
afterEach(() => {
  close();
  services.close();
});

function rounds(read: (asked: string | null) => Promise<string>, due: number | null = null) {
  const made = createRounds<string, string>(
    {
      ...services,
      ...{ posts: { nextDueAt: () => due }, between: 0 },
      publishing: { idle: async () => {}, nextAttemptAt: () => null },
    },
    { first: 1, every: 1, trouble: 'Not read', failed: 'No round', read },
  );
  close = made.close;
  return made;
}

describe('rounds', () => {
  it('come one after the other; who asks for nothing of their own joins one that waits', async () => {
    const begun: (string | null)[] = [];
    let at = 0;
    const { run } = rounds(async (asked) => {
      begun.push(asked);
      at += 1;
      expect(at).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      at -= 1;
      return asked ?? 'all';
    });
    const answers = await Promise.all([run(), run(), run('mine'), run(), run('yours')]);
    expect(answers).toEqual(['all', 'all', 'mine', 'all', 'yours']);
    expect(begun).toEqual([null, 'mine', 'yours']);
    expect(await run()).toBe('all');
    expect(begun).toHaveLength(4);
  });

  it('go on after one that failed, which is told to whoever asked', async () => {
    let fails = true;
    const { run } = rounds(async () => {
      if (fails) throw new Error('Broken');
      return 'read';
    });
    await expect(run()).rejects.toThrow('Broken');
    fails = false;
    expect(await run()).toBe('read');
    expect(await run('mine')).toBe('read');
  });

  it('leave out what bills reading, what is not connected, and for a while what had trouble', () => {
    const { id: clientId, accountId } = services.client();
    const others = ['x', 'bluesky', 'bluesky'].map((network) => {
      const id = services.account(clientId);
      services.database.raw
        .prepare('UPDATE accounts SET network = ? WHERE id = ?')
        .run(network, id);
      return id;
    });
    const [billed = '', over = '', resting = ''] = others;
    services.accounts.markReconnectNeeded(over, 'Over');
    const made = rounds(async () => '');
    const usable = (all = false) => made.usable({ resting: all }).map(({ id }) => id);
    expect(new Set(usable())).toEqual(new Set([accountId, resting]));
    made.troubled({ id: resting, network: 'bluesky' } as never, 'unreachable');
    expect(usable()).toEqual([accountId]);
    expect(usable(true)).toContain(resting);
    services.clock.advance(14 * MINUTE);
    expect(usable()).toEqual([accountId]);
    services.clock.advance(2 * MINUTE);
    expect(usable()).toContain(resting);
    // Longer after each trouble that follows, and forgotten with the first success.
    made.troubled({ id: resting, network: 'bluesky' } as never, 'unreachable');
    services.clock.advance(16 * MINUTE);
    expect(usable()).not.toContain(resting);
    made.worked(resting);
    expect(usable()).toContain(resting);
    expect(usable()).not.toContain(billed);
  });

  it('end where a post is about to go out, and when they are closed', async () => {
    const soon = rounds(async () => '', services.clock.now() + 5000);
    expect(await soon.quiet()).toBe(false);
    soon.close();
    const calm = rounds(async () => '', services.clock.now() + MINUTE);
    expect([await calm.quiet(), await calm.pause(), calm.isStopped()]).toEqual([true, true, false]);
    calm.close();
    expect([await calm.quiet(), await calm.pause(), calm.isStopped()]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
