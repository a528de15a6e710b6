import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { compileCache } from './build-runner.ts';
import type { Ask, RunnerOptions, Tell } from './runner-protocol.ts';
import type { World } from './world.ts';

export interface RunnerProcess {
  child: ChildProcess;
  /** True when it publishes, false when it ended before. */
  ready: Promise<boolean>;
  ended: Promise<unknown>;
  said(): string;
  ask(ask: Ask): void;
  /** Asks what is unsettled; null where it ended. */
  look(): Promise<number | null>;
}

/** Starts the runner on a world. */
export function startRunner(file: string, world: World, also: Partial<RunnerOptions> = {}): RunnerProcess {
  const options: RunnerOptions = { ...world.runnerOptions, ...also };
  const child = spawn(process.execPath, [file, JSON.stringify(options)], {
    env: {
      ...process.env,
      CLIENTNEST_CLOCK_OFFSET_FILE: world.offsetFile,
      CLIENTNEST_TICK_SECONDS: '1',
      ...compileCache(file),
      TZ: 'UTC',
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  // A message to a process that was just killed is nobody's trouble.
  child.on('error', () => {});
  const ended = once(child, 'exit').then(([code, signal]) => {
    // Its last words, unless it was us.
    if (signal !== 'SIGKILL' && code !== 0) said += `\nended with ${signal ?? code}`;
  });
  const heard = (kind: Tell['kind']) =>
    new Promise<Tell>((resolve) => {
      const listen = (tell: Tell) => {
        if (tell.kind !== kind) return;
        child.off('message', listen);
        resolve(tell);
      };
      child.on('message', listen);
    });
  const ask = (what: Ask) => {
    if (child.connected) child.send(what, () => {});
  };
  return {
    child,
    ready: Promise.race([heard('ready').then(() => true), ended.then(() => false)]),
    ended,
    said: () => said,
    ask,
    async look() {
      const answer = heard('looked');
      ask({ kind: 'look' });
      const told = await Promise.race([answer, ended]);
      return told?.kind === 'looked' ? told.unsettled : null;
    },
  };
}
