import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../../electron/core.ts';
import { createRouter } from '../../../electron/ipc/router.ts';
import { ok } from '../../../shared/ipc/route.ts';
import { answered, startCore, type TestCore } from '../../support/core.ts';

let test: TestCore;
beforeEach(async () => {
  test = await startCore();
});
afterEach(() => test.close());

/** A router over the real core with one service method replaced by something that misbehaves. */
function misbehaving(list: () => unknown, checkOutput: boolean) {
  const services = test.core.services();
  if (!services) throw new Error('Not open');
  const failures: unknown[] = [];
  const core: Core = {
    ...test.core,
    services: () => ({ ...services, clients: { ...services.clients, list: list as never } }),
    noticeFailure: (error, fields) => {
      failures.push(error);
      test.core.noticeFailure(error, fields);
    },
  };
  const router = createRouter(core, { checkOutput });
  return { failures, list: () => router.invoke('clients.list', {}, { kind: 'window' }) };
}

describe('the router', () => {
  it('runs a route of the contract and applies its defaults', async () => {
    const client = answered(await test.call('clients.create', { name: '  Bakery ' }));
    expect(client).toMatchObject({ name: 'Bakery', notes: '' });
    expect(answered(await test.call('clients.list', {}))).toHaveLength(1);
  });

  it.each([
    'nope',
    '',
    'toString',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'x'.repeat(10_000),
  ])('does not know %s', async (name) => {
    expect(await test.invoke(name, {})).toMatchObject({
      ok: false,
      error: { code: 'unknown_route' },
    });
  });

  it.each([undefined, null, 7, {}, Symbol('x'), ['clients.list']])(
    'does not know a name that is no text',
    async (name) => {
      expect(await test.invoke(name as never, {})).toMatchObject({
        error: { code: 'unknown_route' },
      });
    },
  );

  it('reads local files for the command line only', async () => {
    const input = { path: '/etc/hostname' };
    expect(await test.invoke('media.importFile', input)).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(await test.invoke('media.importFile', input, 'cli')).toMatchObject({
      error: { code: 'not_an_image' },
    });
  });

  it('says what is wrong, and no secret of it', async () => {
    const answer = await test.invoke('accounts.connect', {
      clientId: 'x',
      network: 'bluesky',
      identifier: 'ada.test',
      appPassword: 'abcd-efgh-ijkl-mnop',
      extra: 'abcd-efgh-ijkl-mnop',
    });
    expect(answer).toMatchObject({
      error: {
        code: 'invalid_input',
        details: { fields: [{ path: 'clientId' }, { path: 'extra' }] },
      },
    });
    expect(JSON.stringify(answer)).not.toContain('abcd-efgh');
    expect(JSON.stringify(test.log.lines)).not.toContain('abcd-efgh');
  });

  it('answers a throw with a plain sentence, and logs the reason', async () => {
    const bad = misbehaving(() => {
      throw new Error('SQL and other details');
    }, false);
    const answer = await bad.list();
    expect(answer).toMatchObject({ ok: false, error: { code: 'unexpected' } });
    expect(JSON.stringify(answer)).not.toContain('SQL');
    expect(bad.failures).toHaveLength(1);
    expect(test.log.lines.at(-1)).toMatchObject({
      level: 'error',
      fields: { route: 'clients.list' },
    });
  });

  it('catches an answer of another shape, in development', async () => {
    const wrong = () => [{ id: 'not an id', secret: 'plain' }];
    expect(await misbehaving(wrong, true).list()).toMatchObject({ error: { code: 'unexpected' } });
    expect(await misbehaving(wrong, false).list()).toEqual(ok(wrong()));
    expect(JSON.stringify(test.log.lines)).not.toContain('plain');
  });
});
