import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { whenNpmIsGone } from './child.mjs';
import { ensurePackages } from './packages.mjs';
import { node24 } from './project.mjs';

const NEEDED_MAJOR = 24;

/**
 * Makes a launcher run on the project's Node: installs the packages if need be and, when the
 * machine's Node is older, starts the same script again and hands its exit code on.
 */
export async function onNode24(scriptUrl) {
  await ensurePackages();
  process.env.PATH = withNode24(process.env.PATH);
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) return;
  const script = fileURLToPath(scriptUrl);
  process.exit(await runHere(node24, [script, ...process.argv.slice(2)]));
}

/** A PATH that finds the project's Node first. */
export function withNode24(searchPath = '') {
  const folder = path.dirname(node24);
  const others = searchPath.split(path.delimiter).filter((entry) => entry && entry !== folder);
  return [folder, ...others].join(path.delimiter);
}

/** Runs a program in our place: same terminal, signals handed on. Answers its exit code. */
export function runHere(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const handOn = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, handOn);
  whenNpmIsGone(() => handOn('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, handOn);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
