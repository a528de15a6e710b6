/** Prints one line about what is being set up. To stderr: stdout belongs to the command itself. */
export function say(line) {
  process.stderr.write(`[setup] ${line}\n`);
}

/** A set-up problem that the person at the keyboard can solve: shown without a stack. */
export class SetupError extends Error {}

/** Runs a launcher's body and turns what it throws into an exit code and a readable line. */
export async function launch(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}
