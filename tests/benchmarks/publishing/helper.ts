import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process that does what it is asked, one thing after the other. `file` is below tests/benchmarks. */
export function startHelper<Orders extends object, Answer>(file: string) {
  const child = fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), {
    execArgv: process.execArgv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = once(child, 'exit');
  const gone = ended.then(([code]) => {
    throw new Error(`${file} ended with ${code}`);
  });
  gone.catch(() => undefined);
  // It says so once it listens: what is sent earlier is lost.
  const ready = Promise.race([once(child, 'message'), gone]);
  ready.catch(() => undefined);
  return {
    async ask(orders: Orders): Promise<Answer> {
      await ready;
      const answered = once(child, 'message') as Promise<[Answer]>;
      child.send(orders);
      const [answer] = await Promise.race([answered, gone]);
      return answer;
    },
    async end(): Promise<void> {
      if (child.connected) child.disconnect();
      await ended;
      process.off('exit', endWithUs);
    },
  };
}

/** The other end: answers each order, and resolves when there are no more. */
export async function serveOrders<Orders, Answer>(
  answer: (orders: Orders) => Promise<Answer>,
): Promise<void> {
  let failed = (_: unknown) => {};
  const failure = new Promise<never>((_, reject) => {
    failed = reject;
  });
  process.on('message', (orders: Orders) => {
    answer(orders).then((said) => process.send?.(said), failed);
  });
  process.send?.('ready');
  await Promise.race([once(process, 'disconnect'), failure]);
}
