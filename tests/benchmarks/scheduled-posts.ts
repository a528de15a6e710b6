import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 } from 'uuid';
import { type Core, createCore, type Services } from '../../electron/core.ts';
import { createRowStatements } from '../../electron/database/row-statements.ts';
import { posts, postVariants } from '../../electron/database/schema/index.ts';
import { nodePorts } from '../../electron/ports.ts';
import { wallTimeAt } from '../../shared/domain/wall-time.ts';

export interface Workspace {
  core: Core;
  services: Services;
  userData: string;
  /** Closes it and removes its folder; its key goes with the test session's keychain. */
  remove(): Promise<void>;
}

/** An empty workspace of its own, as the headless runner opens it: real keychain, real log, the clock of this machine. */
export async function openEmptyWorkspace(): Promise<Workspace> {
  const userData = mkdtempSync(path.join(tmpdir(), 'clientnest-bench-'));
  const ports = await nodePorts({
    userData,
    migrations: fileURLToPath(new URL('../../electron/database/migrations', import.meta.url)),
    version: 'benchmark',
    logName: 'benchmark',
  });
  const core = await createCore(ports);
  const services = core.services();
  if (!services) throw new Error(`The workspace did not open: ${core.status().message}`);
  return {
    core,
    services,
    userData,
    async remove() {
      await core.close();
      rmSync(userData, { recursive: true, force: true });
    },
  };
}

/** Schedules posts in one transaction, each to one account. `of` says when (UTC epoch ms), for whom and what. */
export function schedulePosts(
  { database }: Services,
  clientId: string,
  count: number,
  of: (index: number) => { accountId: string; scheduledAt: number; text: string },
): void {
  const { raw } = database;
  const rows = createRowStatements(database, posts);
  const targets = createRowStatements(database, postVariants);
  const now = Date.now();
  const stamps = { createdAt: now, updatedAt: now };
  raw.transaction(() => {
    for (let index = 0; index < count; index++) {
      const { accountId, scheduledAt, text } = of(index);
      const postId = v7();
      const wallTime = wallTimeAt(scheduledAt, 'Etc/UTC');
      rows.insert({
        id: postId,
        clientId,
        status: 'scheduled',
        text,
        scheduledAt,
        wallTime,
        zone: 'Etc/UTC',
        ...stamps,
      });
      targets.insert({ id: v7(), postId, accountId, position: 0 });
    }
  })();
}
