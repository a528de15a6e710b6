import { readSandboxArguments, SANDBOX_HELP } from './arguments.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

/** Starts a sandbox as its arguments say, tells its addresses as one line of JSON, and runs until a signal. Its exit code. */
export async function runSandbox(args: readonly string[]): Promise<number> {
  const read = readSandboxArguments(args);
  if (read.kind === 'help') {
    process.stdout.write(SANDBOX_HELP);
    return 0;
  }
  if (read.kind === 'wrong') {
    process.stderr.write(`${read.reason}\n${SANDBOX_HELP}`);
    return 2;
  }
  let sandbox: Sandbox;
  try {
    sandbox = await startSandbox(read.options);
  } catch (error) {
    process.stderr.write(`${explain(error, read.options.folder)}\n`);
    return 1;
  }
  const stopped = untilStopped();
  const { urls, pageUrl, faultsUrl, accounts, applications } = sandbox;
  process.stdout.write(
    `${JSON.stringify({ event: 'ready', urls, pageUrl, faultsUrl, accounts, applications })}\n`,
  );
  await stopped;
  await sandbox.close();
  return 0;
}

function explain(error: unknown, folder: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'EADDRINUSE'
    ? `A sandbox runs on ${folder} already, or another program uses its ports (ports.json in the folder).`
    : (message ?? String(error));
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    // Whoever read our line is gone.
    process.stdout.once('error', () => resolve());
  });
}
