import type { EventName } from '../../shared/ipc/events.ts';
import type { Core } from '../core.ts';

/** Events that tell somebody at a terminal what the runner does. */
const TOLD: ReadonlySet<EventName> = new Set<EventName>([
  'app.changed',
  'account.changed',
  'post.changed',
  'delivery.changed',
  'runner.changed',
]);

/**
 * Publishes what is due until the process is told to stop, and prints each event as a line of JSON.
 * Answers when a signal came and the work in flight is recorded.
 */
export async function serve(core: Core, print: (line: string) => void): Promise<void> {
  const stopListening = core.bus.onAny((name, payload) => {
    if (TOLD.has(name)) print(JSON.stringify({ event: name, ...(payload as object) }));
  });
  const stopped = untilStopped();
  core.startRunner();
  const { state, runner } = core.status();
  print(JSON.stringify({ event: 'ready', state, runner }));
  await stopped;
  await core.close();
  stopListening();
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    // Holds the process open, also while another one publishes and nothing is to be done here.
    const alive = setInterval(() => undefined, 60_000);
    const stop = () => {
      clearInterval(alive);
      resolve();
    };
    // Not once: Ctrl-C reaches us twice under npm, and the second one must not cut off what is being recorded.
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    // Whoever read our lines is gone.
    process.stdout.once('error', stop);
  });
}
