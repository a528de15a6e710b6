import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { NetworkName } from '../../electron/sandbox/events.ts';
import type { SandboxAccount } from '../../electron/sandbox/network.ts';
import type { PlayedFault, PostEntry } from '../../electron/sandbox/post-list.ts';

const MAIN = join(import.meta.dirname, '../../electron/sandbox/main.ts');

export interface SandboxProcess {
  urls: Record<NetworkName, string>;
  pageUrl: string;
  faultsUrl: string;
  accounts: SandboxAccount[];
  posts(): Promise<PostEntry[]>;
  played(): Promise<PlayedFault[]>;
  /** Sends a signal and waits for the end; the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** The sandbox as a process of its own, when it is ready. */
export async function spawnSandbox(folder: string, ...options: string[]): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [MAIN, '--folder', folder, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = JSON.parse(await firstLine(child)) as Omit<SandboxProcess, 'posts' | 'end'>;
  const list = async (name: string) => (await fetch(`${ready.pageUrl}${name}`)).json();
  return {
    ...ready,
    posts: () => list('posts.json') as Promise<PostEntry[]>,
    played: () => list('played.json') as Promise<PlayedFault[]>,
    async end(signal) {
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill(signal);
      return (await ended)[0];
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stdout?.setEncoding('utf8') ?? []) {
    said += chunk;
    if (said.includes('\n')) return said;
  }
  throw new Error(`The sandbox ended before it was ready: ${said}`);
}
