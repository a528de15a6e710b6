import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithUs, killGroup } from '../setup/child.mjs';

const READY_MS = 15_000;
const GRACE_MS = 5_000;

/**
 * Starts a background program, apart from the terminal's Ctrl-C so that it outlives what uses it,
 * and resolves when its stdout matches `ready`: `{ match, stop }`. `input` goes to its stdin.
 */
export async function startService(command, args, { ready, input = '', env = process.env }) {
  const child = spawn(command, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'], env });
  endWithUs(child);
  const stop = () => stopChild(child);
  // Its own messages are kept for the one case that matters: that it does not come up.
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    errors = (errors + chunk).slice(-2_000);
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  try {
    const match = await Promise.race([
      firstMatch(child.stdout, ready),
      once(child, 'exit').then(() => undefined),
      sleep(READY_MS, undefined, { ref: false }),
    ]);
    if (!match) throw new Error(`${command} did not start:\n${errors}`);
    return { match, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Asks a child to end; after a grace period its whole process group must. */
export async function stopChild(child, graceMs = GRACE_MS) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => killGroup(child), graceMs);
  await exited;
  clearTimeout(timer);
}

async function firstMatch(stream, pattern) {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    text += chunk;
    const match = pattern.exec(text);
    if (match) {
      stream.resume();
      return match;
    }
  }
  return undefined;
}
