import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { followGuide } from '../../support/guide.ts';
import { type Pds, startPds } from '../../support/pds.ts';
import { facetsOf, publishedPosts } from '../../support/published-record.ts';
import { temporaryFolder } from '../../support/workspace.ts';

let pds: Pds;
let folder: string;
beforeAll(async () => {
  pds = await startPds();
}, 60_000);
afterAll(() => pds?.stop());
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('publishes a post by the commands of the guide, exactly as they are written', async () => {
  const ada = await pds.createAccount('ada');
  const env = {
    HOME: folder,
    SERVICE: pds.url,
    HANDLE: ada.handle,
    APP_PASSWORD: await pds.createAppPassword(ada),
    CLIENTNEST_CLOCK_OFFSET_FILE: join(folder, 'clock-offset'),
    CLIENTNEST_TICK_SECONDS: '1',
  };
  const { code, said } = await followGuide('publishing-from-the-command-line.md', env, (chunk) => {
    // When it is served, two minutes have gone by.
    if (chunk.includes('"event":"ready"')) {
      writeFileSync(env.CLIENTNEST_CLOCK_OFFSET_FILE, String(3 * 60_000));
    }
  });
  expect(code, said).toBe(0);
  expect(said).not.toContain('"ok":false');
  // Stopped in good order, after the post was out.
  expect(said).toMatch(/"status":"published"[\s\S]*"event":"runner.changed","runner":"none"/);

  const posts = await publishedPosts(pds, ada);
  expect(posts).toHaveLength(1);
  const [published] = posts;
  if (!published) return;
  expect(published.text).toContain('Fresh beans on Friday ☕');
  expect(facetsOf(published).map(([covers]) => covers)).toEqual([
    'https://brio.example/beans',
    '#coffee',
  ]);
  expect(published.images).toMatchObject([{ alt: expect.stringContaining('ClientNest logo') }]);
  // The last command of the guide has read the record back.
  expect(said).toContain('"app.bsky.feed.post"');
}, 240_000);
