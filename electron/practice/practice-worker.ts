import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { startSandbox } from '../sandbox/sandbox.ts';
import { type OwnPage, serveOwnPage } from './own-page.ts';
import { PRACTICE_PEOPLE } from './people.ts';
import type { PracticeDesk, PracticeOrder, PracticeReply, PracticeTask } from './protocol.ts';

const task = workerData as PracticeTask;
let skew = task.skew;
const tell = (reply: PracticeReply) => parentPort?.postMessage(reply);

async function start(): Promise<{ close(): Promise<void> }> {
  mkdirSync(task.folder, { recursive: true, mode: 0o700 });
  const page: OwnPage = await serveOwnPage(task.folder);
  const sandbox = await startSandbox({
    folder: join(task.folder, 'networks'),
    clock: { now: () => Date.now() + skew },
    people: PRACTICE_PEOPLE,
    ownPage: page.url,
  }).catch(async (error: unknown) => {
    await page.close();
    throw error;
  });
  const desk: PracticeDesk = {
    urls: sandbox.urls,
    applications: sandbox.applications,
    ownPage: page.url,
    relayUrl: page.relayUrl,
  };
  // For another process of the same workspace, which does not start them a second time.
  writeFileSync(join(task.folder, 'desk.json'), JSON.stringify(desk), { mode: 0o600 });
  tell({ kind: 'ready', desk });
  return {
    async close() {
      await sandbox.close();
      await page.close();
    },
  };
}

const running = start().catch((error: NodeJS.ErrnoException) => {
  const code = error.code === 'EADDRINUSE' ? 'port_taken' : 'unexpected';
  tell({ kind: 'failed', code, message: error.message });
  parentPort?.close();
  return null;
});

parentPort?.on('message', (order: PracticeOrder) => {
  if (order.kind === 'clock') {
    ({ skew } = order);
    tell({ kind: 'clock', id: order.id });
    return;
  }
  void running.then(async (opened) => {
    await opened?.close();
    parentPort?.close();
  });
});
