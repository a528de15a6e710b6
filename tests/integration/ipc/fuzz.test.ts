import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseInput } from '../../../electron/ipc/input-size.ts';
import { contract, type RouteName } from '../../../shared/ipc/contract.ts';
import { COMMON_ERRORS, type RouteDeclaration } from '../../../shared/ipc/route.ts';
import { answered, startCore, type TestCore } from '../../support/core.ts';
import { hostileInput, rightInput } from '../../support/hostile.ts';

const routes = Object.entries(contract) as [RouteName, RouteDeclaration][];
/** These write files or take a thread, so they are tried less often. */
const SLOW: ReadonlySet<string> = new Set(['database.backup', 'media.import', 'media.importFile']);

let test: TestCore;
let ids: string[];
let events: string[];

beforeAll(async () => {
  test = await startCore();
  answered(await test.call('profiles.save', { name: 'Ada', timeZone: 'Europe/Berlin' }));
  const client = answered(await test.call('clients.create', { name: 'Bakery' }));
  const draft = answered(await test.call('posts.create', { clientId: client.id, text: 'A draft' }));
  const accountId = '019ab000-0000-7000-8000-0000000000aa';
  test.core
    .services()
    ?.database.raw.prepare(
      `INSERT INTO accounts (id, client_id, network, service_url, remote_id, handle, display_name, status, created_at, updated_at)
       VALUES (?, ?, 'bluesky', 'http://127.0.0.1:9', 'did:plc:x', 'ada.test', 'Ada', 'connected', 1, 1)`,
    )
    .run(accountId, client.id);
  const aimed = answered(
    await test.call('posts.create', {
      clientId: client.id,
      text: 'To somebody',
      targets: [{ accountId }],
    }),
  );
  ids = [client.id, draft.id, aimed.id, accountId];
  events = [];
  test.core.bus.onAny((name) => events.push(name));
});
afterAll(() => test.close());

/** A fingerprint of every row of every table, and of the files beside the database. */
function digest(): string {
  const raw = test.core.services()?.database.raw;
  if (!raw) throw new Error('The workspace is not open any more');
  const hash = createHash('sha256');
  const tables = raw
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    .pluck()
    .all() as string[];
  for (const table of tables)
    hash.update(JSON.stringify([table, raw.prepare(`SELECT * FROM "${table}"`).all()]));
  hash.update(JSON.stringify(readdirSync(test.userData, { recursive: true }).sort()));
  hash.update(JSON.stringify([...test.keychain.entries]));
  return hash.digest('hex');
}

const isWrong = (route: RouteDeclaration, input: unknown): boolean => {
  if (refuseInput(input) !== null) return true;
  return !route.input.safeParse(input).success;
};

describe.each(routes)('%s', (name, route) => {
  it('answers a wrong input with invalid_input, and nothing has changed', async () => {
    const before = digest();
    events.length = 0;
    await fc.assert(
      fc.asyncProperty(hostileInput(route.input, ids), async (input) => {
        fc.pre(isWrong(route, input));
        const answer = await test.invoke(name, input, 'cli');
        expect(answer).toMatchObject({
          ok: false,
          error: { code: 'invalid_input', message: expect.stringMatching(/\S/) },
        });
        // It crosses to the page: it must be plain data, and not repeat a giant.
        expect(JSON.stringify(structuredClone(answer)).length).toBeLessThan(20_000);
      }),
      { numRuns: 80 },
    );
    expect(digest()).toBe(before);
    expect(events).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('answers a right input with a value or a code that it declares', async () => {
    const codes: readonly string[] = [...route.errors, ...COMMON_ERRORS].filter(
      (code) => !['unexpected', 'unknown_route', 'locked', 'forbidden'].includes(code),
    );
    await fc.assert(
      fc.asyncProperty(rightInput(route.input, ids), async (input) => {
        const answer = await test.invoke(name, input, 'cli');
        const said = test.log.lines.filter((line) => line.level === 'error').at(-1);
        if (!answer.ok)
          expect(codes, `${answer.error.code} ${said?.fields.error}`).toContain(answer.error.code);
      }),
      { numRuns: SLOW.has(name) ? 5 : 40 },
    );
    expect(test.core.status().state).toBe('ready');
  });
});

describe('a route that names files', () => {
  it('is closed to the window whatever the input', async () => {
    await fc.assert(
      fc.asyncProperty(hostileInput(contract['media.importFile'].input, ids), async (input) => {
        expect(await test.invoke('media.importFile', input)).toMatchObject({
          error: { code: 'forbidden' },
        });
      }),
    );
  });
});

describe('every route while the workspace is not open', () => {
  it('is locked, unless it is one of those that open it', async () => {
    const locked = await startCore({ ports: { keychain: null } });
    for (const [name, route] of routes) {
      const [input] = fc.sample(rightInput(route.input, ids), 1);
      if (route.requires === 'anyone') continue;
      expect(await locked.invoke(name, input, 'cli'), name).toMatchObject({
        error: { code: 'locked', message: expect.stringMatching(/passphrase/) },
      });
    }
    await locked.close();
  });
});
