import { type ChildProcess, spawn } from 'node:child_process';
import { compileCache } from './build-runner.ts';
import type { Ask, RunnerOptions, Tell } from './runner-protocol.ts';
import type { World } from './world.ts';

export interface RunnerProcess {
  child: ChildProcess;
  /** True when it publishes, false when it ended before. */
  ready: Promise<boolean>;
  ended: Promise<void>;
  /** Its last words, where it was not killed and did not end well. */
  died(): string | null;
  ask(ask: Ask): void;
  /** Asks what is unsettled; null where it ended. */
  look(): Promise<number | null>;
}

/** Starts the runner on a world. */
export function startRunner(
  file: string,
  world: World,
  also: Partial<RunnerOptions> = {},
): RunnerProcess {
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
  let died = false;
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const ended = new Promise<void>((resolve) => {
    // Not at its exit: its last words may be on their way then.
    child.on('close', (code, signal) => {
      died = signal !== 'SIGKILL' && code !== 0;
      if (died) said += `ended with ${signal ?? code}`;
      resolve();
    });
    // It could not be started. A message to a process that was just killed is nobody's trouble.
    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      died = true;
      said += error.message;
      resolve();
    });
  });
  child.on('message', (tell: Tell) => {
    if (tell.kind !== 'wants_token') return;
    const { id, network, handle } = tell;
    world.tokenOf(network, handle).then(
      (token) => ask({ kind: 'token', id, token }),
      // A network on which much goes wrong: in its next life the runner asks again.
      () => {},
    );
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
    died: () => (died ? said : null),
    ask,
    async look() {
      const answer = heard('looked');
      ask({ kind: 'look' });
      const told = await Promise.race([answer, ended]);
      return told?.kind === 'looked' ? told.unsettled : null;
    },
  };
}
