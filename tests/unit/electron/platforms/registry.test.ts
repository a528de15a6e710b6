import { expect, it, vi } from 'vitest';
import { createPlatforms } from '../../../../electron/platforms/registry.ts';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';

const loaded = vi.hoisted(() => ({ count: 0 }));
vi.mock('@atproto/api', async (original) => {
  loaded.count++;
  return original();
});

it('loads a network’s client with the first call, not at start-up', async () => {
  const { bluesky } = createPlatforms({ clock: { now: () => 0 }, version: '0.0.0' });
  expect(bluesky.capabilities).toBe(NETWORKS.bluesky);
  expect(bluesky.newRecordKey(Date.UTC(2026, 10, 22))).toHaveLength(13);
  expect(loaded.count).toBe(0);
  const refused = await bluesky.signIn({
    serviceUrl: 'http://nowhere.invalid',
    identifier: 'a.test',
    appPassword: 'x',
  });
  expect(refused).toMatchObject({ ok: false, class: 'unreachable' });
  expect(loaded.count).toBe(1);
});
