import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../electron/database/connection.ts';
import {
  type Connected,
  MINUTE,
  type Network,
  openRunner,
  PUT,
  startNetwork,
  type TestRunner,
} from '../../support/runner.ts';

let network: Network;
let runner: TestRunner;
let alice: Connected;

beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network?.stop());
beforeEach(async () => {
  network.proxy.onRequest(() => null);
  network.proxy.onAnswered(null);
  runner = await openRunner(network);
  alice = await runner.connect();
  network.proxy.seen.length = 0;
});
afterEach(() => runner.close());

/** What a process would find that began now: only what is committed. */
function statesOnDisk(): unknown[] {
  const other = connect(runner.workspace);
  const states = other.prepare('select state from deliveries order by id').pluck().all();
  other.close();
  return states;
}

describe('posts of one account in a row', () => {
  it('are each on the disk before the network is called, with what became of the one before', async () => {
    for (const text of ['one', 'two', 'three']) runner.scheduled([alice], text, 1);
    const seen: unknown[] = [];
    network.proxy.onRequest((call) => {
      if (call === PUT) seen.push(statesOnDisk());
      return null;
    });
    await runner.after(MINUTE);
    expect(seen).toEqual([
      ['sending', 'prepared', 'prepared'],
      ['published', 'sending', 'prepared'],
      ['published', 'published', 'sending'],
    ]);
    expect(statesOnDisk()).toEqual(['published', 'published', 'published']);
  });

  it('take one commit each', async () => {
    for (const text of ['one', 'two', 'three', 'four']) runner.scheduled([alice], text, 1);
    const other = connect(runner.workspace);
    const version = other.prepare('PRAGMA data_version').pluck();
    const versions: unknown[] = [];
    network.proxy.onRequest((call) => {
      if (call === PUT) versions.push(version.get());
      return null;
    });
    await runner.after(MINUTE);
    const first = versions[0] as number;
    expect(versions).toEqual([first, first + 1, first + 2, first + 3]);
    expect((version.get() as number) - first).toBe(4);
    other.close();
  });

  it('are no record twice where the end of the first can’t be written down', async () => {
    const { raw } = runner.workspace.database;
    const first = runner.scheduled([alice], 'one', 1);
    const second = runner.scheduled([alice], 'two', 1);
    raw.exec(
      `CREATE TEMP TRIGGER no_room BEFORE UPDATE ON deliveries
       WHEN NEW.state = 'published' AND NEW.post_id = '${first.id}'
       BEGIN SELECT RAISE(ABORT, 'a full disk, say'); END`,
    );
    await runner.after(MINUTE);
    expect(runner.delivery(first.id).state).toBe('ambiguous');
    raw.exec('DROP TRIGGER no_room');
    await runner.after(1000);
    expect(runner.post(first.id).status).toBe('published');
    expect(runner.post(second.id).status).toBe('published');
    expect((await runner.records(alice)).map(({ text }) => text).sort()).toEqual(['one', 'two']);
    expect(network.proxy.seen.filter((call) => call === PUT)).toHaveLength(2);
  });

  it('wait where the first one is in doubt', async () => {
    const first = runner.scheduled([alice], 'one', 1);
    runner.scheduled([alice], 'two', 1);
    const seen: unknown[] = [];
    network.proxy.onRequest((call) => {
      seen.push(call);
      return call === PUT && seen.length === 1 ? { kind: 'cut_after' } : null;
    });
    await runner.after(MINUTE);
    expect(seen).toEqual([PUT, 'GET com.atproto.repo.getRecord', PUT]);
    expect(runner.post(first.id).status).toBe('published');
    expect(await runner.records(alice)).toHaveLength(2);
  });
});
