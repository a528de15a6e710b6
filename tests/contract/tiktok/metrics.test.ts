import { expect, it } from 'vitest';
import { MB, MINUTE, video, withTikTok } from './tiktok.ts';

const { line, clock, context, post, publish, reopen } = withTikTok();
const QUERY = 'POST /v2/video/query/';

async function published(text: string): Promise<string> {
  const result = await publish(post(text, { video: video(100) }));
  if (!result.ok) throw new Error(result.message);
  return result.value.remoteId;
}
const metrics = async (ids: readonly string[]) => {
  const found = await line.tiktok.metrics?.(context(), ids);
  if (!found?.ok) throw new Error(found?.message);
  return found.value;
};

it('grow, and never shrink', async () => {
  const id = await published('Film');
  clock.advance(10 * MINUTE);
  const [early] = await metrics([id]);
  clock.advance(100 * MINUTE);
  const [late] = await metrics([id]);
  expect(Object.keys(late?.values ?? {}).sort()).toEqual(['comments', 'likes', 'shares', 'views']);
  expect(late?.values.views).toBeGreaterThan(early?.values.views ?? Number.POSITIVE_INFINITY);
  expect(late?.values.likes).toBeGreaterThanOrEqual(early?.values.likes ?? 0);
});

it('are asked for twenty at a time, and what is gone is left out', async () => {
  const ids: string[] = [];
  for (let film = 0; film < 23; film++) ids.push(await published(`Film ${film}`));
  const found = await metrics([...ids, '7300000000000000000', 'v_pub_file~v2-1.404']);
  expect(found.map(({ remoteId }) => remoteId).sort()).toEqual([...ids].sort());
  const asked = line.calls.calls.filter(({ url }) => url.pathname === '/v2/video/query/');
  expect(asked).toHaveLength(2);
  expect(line.calls.names()).toContain(QUERY);
}, 30_000);

it('of a post that is not public are not given, and it is not gone', async () => {
  await reopen({ privateAccounts: ['ada'] });
  const result = await publish(post('Among us', { video: video(MB) }));
  const id = result.ok ? result.value.remoteId : '';
  expect(await metrics([id])).toEqual([{ remoteId: id, values: {} }]);
});
