import { describe, expect, it } from 'vitest';
import { isHeld, lanesInOrder, limitMeters } from '../../../../../renderer/views/queue/lanes.ts';
import type { Lane } from '../../../../../shared/ipc/views.ts';

const lane = (accountId: string, state: Lane['state']): Lane => ({
  accountId,
  clientId: 'c',
  network: 'bluesky',
  handle: accountId,
  state,
  until: null,
  reason: null,
  waiting: 0,
  limits: [],
});

describe('the lanes', () => {
  it('stand with what needs a look first, otherwise as they came', () => {
    const lanes = [
      lane('ready', 'idle'),
      lane('waits', 'waiting'),
      lane('ready too', 'idle'),
      lane('limited', 'limited'),
      lane('signed out', 'reconnect'),
      lane('paused', 'paused'),
    ];
    expect(lanesInOrder(lanes).map(({ accountId }) => accountId)).toEqual([
      'signed out',
      'paused',
      'limited',
      'waits',
      'ready',
      'ready too',
    ]);
    expect(lanes.filter(isHeld).map(({ accountId }) => accountId)).toEqual([
      'signed out',
      'paused',
    ]);
  });
});

describe('limitMeters', () => {
  const limit = (more: Partial<Lane['limits'][number]>): Lane['limits'][number] => ({
    bucket: 'daily_posts',
    limit: 25,
    remaining: 5,
    resetsAt: 2_000,
    blockedUntil: null,
    ...more,
  });
  it('tells how much of a counter is used, by a name that can be read', () => {
    expect(limitMeters([limit({})], 1_000)).toEqual([
      {
        bucket: 'daily_posts',
        name: 'Daily posts',
        remaining: 5,
        limit: 25,
        used: 0.8,
        resetsAt: 2_000,
      },
    ]);
    expect(limitMeters([limit({ remaining: 40 })], 0)[0]).toMatchObject({ remaining: 25, used: 0 });
  });
  it('shows no figure that was not given, or that counts anew since', () => {
    const unknown = [limit({ limit: null }), limit({ remaining: null }), limit({ limit: 0 })];
    expect(limitMeters(unknown, 0)).toEqual([]);
    expect(limitMeters([limit({})], 2_000)).toEqual([]);
    expect(limitMeters([limit({ resetsAt: null })], 2_000)).toHaveLength(1);
  });
});
