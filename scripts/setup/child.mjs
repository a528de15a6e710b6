import { spawn } from 'node:child_process';
import path from 'node:path';

const alive = new Set();
process.once('exit', () => {
  for (const child of alive) killGroup(child);
});

/** Ties a child's life to ours: should we end early, it and what it started end as well. */
export function endWithUs(child) {
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  return child;
}

/**
 * Calls back when the npm that started us is gone: it ends its shell on a signal, but not what
 * that shell runs. Without npm a launcher may well outlive its parent.
 */
export function whenNpmIsGone(callback) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, 500);
  timer.unref();
}

/** Ends a child at once, with its process group if it leads one. */
export function killGroup(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/**
 * Runs a program to its end with its output on our stderr, or collected with `quiet`. Answers
 * `{ code, output }`; `timeout` (ms) kills it, and then `code` is null.
 */
export function run(command, args, { quiet = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
      killSignal: 'SIGKILL',
      ...options,
    });
    endWithUs(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Runs npm with the client that started us, or the one on PATH. */
export function npm(args, options) {
  const client = process.env.npm_execpath;
  if (client && path.basename(client) === 'npm-cli.js') {
    return run(process.execPath, [client, ...args], options);
  }
  return run('npm', args, { shell: process.platform === 'win32', ...options });
}

/** The last lines of a program's output, for an error message. */
export function tail(output, lines = 15) {
  return output.trim().split('\n').slice(-lines).join('\n');
}
