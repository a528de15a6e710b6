import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Whether a remark above commands says that they are not for the script. */
const ELSEWHERE = new Set(['yours', 'second terminal']);

export interface Followed {
  code: number | null;
  /** All that was printed, on both streams. */
  said: string;
}

/**
 * Runs the commands of a guide in docs/, exactly as they are written, one after the other in one
 * shell. What stands under "yours" or "second terminal" is the caller's part.
 */
export async function followGuide(
  name: string,
  env: NodeJS.ProcessEnv,
  onSaid: (chunk: string) => void = () => {},
): Promise<Followed> {
  const script = commandsOf(readFileSync(join(ROOT, 'docs', name), 'utf8'))
    .filter(({ remark }) => remark === null || !ELSEWHERE.has(remark))
    .map(({ remark, commands }) => (remark ? inBackground(commands) : commands));
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script.join('\n')], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  let said = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      onSaid(chunk);
      said += chunk;
    });
  }
  const [code] = (await once(shell, 'close')) as [number | null];
  return { code, said };
}

/** The commands as they stand there, with the remark that may stand above them. */
function commandsOf(markdown: string): { remark: string | null; commands: string }[] {
  const blocks = markdown.matchAll(/(?:<!-- (.+?) -->\n)?```sh\n(.*?)```/gs);
  return [...blocks].map(([, remark, commands]) => ({
    remark: remark ?? null,
    commands: commands ?? '',
  }));
}

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
