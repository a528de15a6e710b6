import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Envelope, RouteInput, RouteName } from '../../shared/ipc/contract.ts';

const ENTRY = path.join(import.meta.dirname, '../../electron/cli.ts');

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What `serve` prints, one line each. */
export interface ServedEvent {
  event: string;
  [field: string]: unknown;
}

export interface Runner {
  process: ChildProcess;
  /** Waits for a line that fits, also one that came before. */
  until(fits: (event: ServedEvent) => boolean, patience?: number): Promise<ServedEvent>;
  events: ServedEvent[];
  /** Sends a signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<Run>;
}

/** The command line as its own process, on plain Node, on one workspace. */
export function commandLine(env: Record<string, string | undefined>, options: string[] = []) {
  const start = (args: string[]) => {
    const child = spawn(process.execPath, [ENTRY, ...options, ...args], {
      env: { ...process.env, ...env },
      stdio: 'pipe',
    });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        said[name] += chunk;
      });
    }
    return { child, said };
  };

  async function run(args: string[], input = ''): Promise<Run> {
    const { child, said } = start(args);
    child.stdin.end(input);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...said };
  }

  return {
    run,
    /** The same while it runs. */
    start,

    /** Calls a route with its input on stdin, and answers the value; throws what the route refused. */
    async call<Name extends RouteName>(name: Name, input: RouteInput<Name>) {
      const { code, stdout, stderr } = await run([name, '-'], JSON.stringify(input));
      const envelope = parse<Envelope<Name>>(stdout);
      if (!envelope.ok || code !== 0) throw new Error(`${name} (${code}): ${stdout}${stderr}`);
      return envelope.value;
    },

    serve(): Runner {
      const { child, said } = start(['serve']);
      const events: ServedEvent[] = [];
      const ended = once(child, 'close') as Promise<[number | null]>;
      let read = 0;
      child.stdout.on('data', () => {
        const whole = said.stdout.slice(read, said.stdout.lastIndexOf('\n') + 1);
        read += whole.length;
        for (const line of whole.split('\n').filter(Boolean)) events.push(JSON.parse(line));
      });
      return {
        process: child,
        events,
        async until(fits, patience = 20_000) {
          const deadline = Date.now() + patience;
          for (;;) {
            const found = events.find(fits);
            if (found) return found;
            if (child.exitCode !== null || Date.now() > deadline) {
              throw new Error(`serve did not say it: ${said.stdout}${said.stderr}`);
            }
            await new Promise((resolve) => setTimeout(resolve, 25));
          }
        },
        async stop(signal) {
          child.kill(signal);
          const [code] = await ended;
          return { code, ...said };
        },
      };
    },
  };
}

/** Standard output holds one line of JSON and nothing else. */
export function parse<Value>(stdout: string): Value {
  const lines = stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`Not one line: ${stdout}`);
  return JSON.parse(lines[0] ?? '') as Value;
}
