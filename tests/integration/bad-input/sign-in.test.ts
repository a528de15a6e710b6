import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NETWORK_IDS } from '../../../shared/domain/network.ts';
import { type AllNetworks, openAllNetworks } from '../../support/all-networks.ts';
import { answered } from '../../support/core.ts';
import { startSelfSigned } from '../../support/self-signed.ts';

/** Words of a sentence that would lead a newcomer astray: nothing was ever signed in. */
const OF_AN_EARLIER_ONE = /no longer|saved sign-in|Reconnect/;

let networks: AllNetworks;
beforeAll(async () => {
  networks = await openAllNetworks(NETWORK_IDS);
}, 60_000);
afterAll(() => networks?.close());

const nothingKept = async () => {
  expect(answered(await networks.call('accounts.list', {}))).toEqual([]);
  expect([...networks.keychain.entries.keys()].filter((name) => /session/.test(name))).toEqual([]);
};

describe.each(NETWORK_IDS)('who connects an account on %s', (network) => {
  const connect = (change: object) =>
    networks.call('accounts.connect', { ...networks.signIn(network), ...change });

  it.each([
    ['a token that is wrong', 'xoxo-this-was-never-a-token'],
    ['half of a token', null],
    ['nothing but a space', ' '],
    ['words instead of a token', 'mein Töken, bitte'],
    ['half of an emoji', 'token\ud83d'],
  ])('with %s is told so, and what to do', async (_, secret) => {
    const { appPassword } = networks.signIn(network);
    const answer = await connect({
      appPassword: secret ?? appPassword.slice(0, appPassword.length / 2),
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'sign_in_refused' } });
    const said = answer.ok ? '' : answer.error.message;
    expect(said).not.toMatch(OF_AN_EARLIER_ONE);
    expect(said).toMatch(/token|app password/);
    expect(said).toMatch(/copy|make|made|create|generate|check|press|see that/i);
    expect(said).not.toContain(appPassword.slice(0, 12));
    await nothingKept();
  });

  it('at a service that is not there any more is told so', async () => {
    const gone = await startSelfSigned('itself');
    await gone.stop();
    const answer = await connect({ serviceUrl: gone.url.replace('https', 'http') });
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'service_unreachable',
        message: expect.stringMatching(/can’t be reached.* Then try again\./),
      },
    });
    await nothingKept();
  });

  it.each(['itself', 'a stranger'] as const)(
    'at a service that %s vouches for sends it nothing, and is told why',
    async (issuer) => {
      const server = await startSelfSigned(issuer);
      const answer = await connect({ serviceUrl: server.url });
      expect(answer).toMatchObject({
        ok: false,
        error: {
          code: 'service_unreachable',
          message: expect.stringMatching(/certificate is not valid, so nothing was sent/),
        },
      });
      expect(server.requests).toEqual([]);
      await server.stop();
      await nothingKept();
    },
  );

  it('with the right one is in, and out again without a trace', async () => {
    const account = await networks.connect(network);
    expect(account).toMatchObject({ network, status: 'connected' });
    answered(await networks.call('accounts.remove', { id: account.id }));
    await nothingKept();
  });
});
