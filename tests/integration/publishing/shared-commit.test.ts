import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configure, connect } from '../../../electron/database/connection.ts';
import { createSharedCommit } from '../../../electron/publishing/shared-commit.ts';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = openWorkspace();
  workspace.database.raw.exec('CREATE TABLE notes (text TEXT NOT NULL UNIQUE)');
});
afterEach(() => workspace.close());

const commits = () => createSharedCommit(workspace.database);
const note = (text: string) => () =>
  workspace.database.raw.prepare('INSERT INTO notes VALUES (?)').run(text).changes;

/** What another connection finds: only what is committed. */
function kept(): string[] {
  const other = connect({ file: workspace.file, key: workspace.key });
  configure(other);
  try {
    return other.prepare('SELECT text FROM notes ORDER BY text').pluck().all() as string[];
  } finally {
    other.close();
  }
}

describe('a commit that several share', () => {
  it('is on the disk when it is answered, one for all of the moment', async () => {
    const { write } = commits();
    const other = connect({ file: workspace.file, key: workspace.key });
    const version = other.prepare('PRAGMA data_version').pluck();
    const before = version.get() as number;
    const first = write(note('a'));
    const second = write(note('b'));
    expect(kept()).toEqual([]);
    expect(await first).toBe(1);
    expect(kept()).toEqual(['a', 'b']);
    expect(await second).toBe(1);
    expect((version.get() as number) - before).toBe(1);
    other.close();
    await write(note('c'));
    expect(kept()).toEqual(['a', 'b', 'c']);
  });

  it('waits some moments for those who are under way, and not where all are there', async () => {
    const { write } = createSharedCommit(workspace.database, () => 3);
    const first = write(note('a'));
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(kept()).toEqual([]);
    const others = [write(note('b')), write(note('c'))];
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(kept()).toEqual(['a', 'b', 'c']);
    await Promise.all([first, ...others]);
    await write(note('late and alone'));
    expect(kept()).toHaveLength(4);
  });

  it('answers those first who wait to call a network, and all of them after the disk', async () => {
    const { write } = commits();
    const order: string[] = [];
    const ended = write(note('ended')).then(() => order.push('ended'));
    const failing = write(note('ended')).catch(() => order.push('failed'));
    const begun = write(note('begun'), true).then(() => order.push(`begun of ${kept().length}`));
    await Promise.all([ended, failing, begun]);
    expect(order).toEqual(['begun of 2', 'ended', 'failed']);
  });

  it('leaves out what throws, whole, and keeps the others', async () => {
    const { write } = commits();
    const outcomes = await Promise.allSettled([
      write(note('a')),
      write(() => {
        note('half')();
        throw new Error('not this one');
      }),
      write(note('a')),
      write(note('b')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(kept()).toEqual(['a', 'b']);
  });

  it('fails for all where it can’t be kept at all, and goes on afterwards', async () => {
    const { write } = commits();
    const locking = connect({ file: workspace.file, key: workspace.key });
    workspace.database.raw.pragma('busy_timeout = 20');
    locking.exec('BEGIN IMMEDIATE');
    const outcomes = await Promise.allSettled([write(note('a')), write(note('b'))]);
    locking.exec('ROLLBACK');
    locking.close();
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await write(note('c'));
    expect(kept()).toEqual(['c']);
  });
});
