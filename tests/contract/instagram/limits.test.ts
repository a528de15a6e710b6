import { expect, it } from 'vitest';
import type { RemoteLimit } from '../../../electron/platforms/platform.ts';
import { memory } from '../../support/platform-call.ts';
import { photoOf } from '../../support/publishing.ts';
import { HOUR, withInstagram } from './instagram.ts';

const { line, clock, post, publish, made } = withInstagram({ limited: true });

// …/instagram-graph-api/reference/ig-user/content_publishing_limit, read on 2026-11-23
it('asks how many posts are left before each, and waits when there are none', async () => {
  const images = [await photoOf('a')];
  let told: RemoteLimit[] = [];
  const onLimits = (limits: readonly RemoteLimit[]) => {
    told = [...told, ...limits];
  };
  for (let index = 0; index < 50; index++) {
    // The calls of an hour are limited too.
    if (index % 20 === 19) clock.advance(HOUR);
    expect(await publish(post(`${index}`, { images }), memory(), { onLimits })).toMatchObject({
      ok: true,
    });
  }
  const count = made('media_publish').length;
  told = [];
  const result = await publish(post('one more', { images }), memory(), { onLimits });
  expect(result).toMatchObject({ ok: false, class: 'rate_limited', retryAfter: HOUR });
  expect(told).toContainEqual({
    bucket: 'posts_day',
    limit: 50,
    remaining: 0,
    resetsAt: null,
    blockedUntil: clock.now() + HOUR,
  });
  expect(made('media_publish')).toHaveLength(count);
  clock.advance(24 * HOUR);
  expect(await publish(post('the next day', { images }))).toMatchObject({ ok: true });
  expect(line.sandbox.posts()).toHaveLength(51);
}, 60_000);
