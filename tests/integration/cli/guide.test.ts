import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Pds, startPds } from '../../support/pds.ts';
import { facetsOf, publishedPosts } from '../../support/published-record.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const ROOT = join(import.meta.dirname, '../../..');
const GUIDE = join(ROOT, 'docs/publishing-from-the-command-line.md');

/** The commands of the guide, as they stand there, with the remark that may stand above them. */
function commandsOf(markdown: string): { remark: string | null; commands: string }[] {
  const blocks = markdown.matchAll(/(?:<!-- (.+?) -->\n)?```sh\n(.*?)```/gs);
  return [...blocks].map(([, remark, commands]) => ({
    remark: remark ?? null,
    commands: commands ?? '',
  }));
}

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
    ...process.env,
    HOME: folder,
    SERVICE: pds.url,
    HANDLE: ada.handle,
    APP_PASSWORD: await pds.createAppPassword(ada),
    CLIENTNEST_CLOCK_OFFSET_FILE: join(folder, 'clock-offset'),
    CLIENTNEST_TICK_SECONDS: '1',
  };
  const blocks = commandsOf(readFileSync(GUIDE, 'utf8'));
  const script = blocks
    .filter(({ remark }) => remark !== 'yours' && remark !== 'second terminal')
    .map(({ remark, commands }) => (remark ? inBackground(commands) : commands));
  expect(script).toHaveLength(blocks.length - 2);

  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script.join('\n')], { cwd: ROOT, env });
  let said = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      // When it is served, two minutes have gone by.
      if (chunk.includes('"event":"ready"')) {
        writeFileSync(env.CLIENTNEST_CLOCK_OFFSET_FILE, String(3 * 60_000));
      }
      said += chunk;
    });
  }
  const [code] = await once(shell, 'close');
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

/** What a person leaves running until the post is out, and then stops with Ctrl-C. */
const inBackground = (commands: string) => `
mkfifo "$HOME/served"
set -m
${commands.trim()} > "$HOME/served" &
SERVED=$!
set +m
while read -r line; do
  echo "$line"
  if [[ "$line" == *'"status":"published"'* ]]; then kill -INT -- -$SERVED; fi
done < "$HOME/served"
# npm tells of the signal by its exit code.
wait $SERVED || true
`;
