import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NETWORK_IDS, type NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { type AllNetworks, openAllNetworks } from '../../support/all-networks.ts';
import { answered } from '../../support/core.ts';

const LONG = Array.from(
  { length: 200 },
  (_, at) => `Loaf ${at} is for the café on the corner. Fresh!`,
)
  .join(' ')
  .padEnd(10_000, ' and more')
  .slice(0, 10_000);

let networks: AllNetworks;
let account: Account;

async function publish(network: NetworkId, text: string) {
  const media = await networks.least(network);
  return networks.publish(account, { text, media });
}

describe.each(NETWORK_IDS)('on %s', (network) => {
  beforeAll(async () => {
    networks = await openAllNetworks([network]);
    account = await networks.connect(network);
  }, 60_000);
  afterAll(() => networks?.close());

  it.each([
    ['right-to-left words', 'خبز طازج اليوم، לחם טרי היום — 3 loaves'],
    ['marks that turn the direction', 'Rye \u2067שלום\u2069 and \u202bخبز\u202c again'],
    ['a family and a flag', 'The family 👩‍👩‍👧‍👦 bakes 🏴󠁧󠁢󠁳󠁣󠁴󠁿 shortbread ❤️‍🔥'],
    ['joiners and spaces of no width', 'می‌خواهم نان, Bä\u200bcke\u200drei!'],
    ['letters put together from two', 'Cafe\u0301 Lo\u0308we'],
  ])('%s come out letter by letter', async (_, text) => {
    const { postId, answer } = await publish(network, text);
    answered(answer);
    await networks.pass(3);
    expect(await networks.delivery(postId)).toMatchObject({
      errorMessage: null,
      state: 'published',
    });
    // X puts letters together that are one (developer.x.com/en/docs/counting-characters).
    expect(networks.received(network).at(-1)?.text.normalize('NFC')).toBe(text.normalize('NFC'));
  });

  it.each([
    ['half of an emoji', 'Fresh bread \ud83d today', /broken character after “Fresh bread”/],
    ['half of one at the very start', '\ude00 Fresh bread', /broken character at its beginning/],
    ['what is left of an emoji', 'Fresh rolls \ufffd', /broken character after “Fresh rolls”/],
    ['a character that nobody sees', 'Fresh\u0000 pie', /after “Fresh”: an invisible one/],
    [
      'the mark that Windows puts at the start',
      '\ufeffFresh cake',
      /at its beginning: an invisible one/,
    ],
  ])('%s is told before anything is sent, and the draft stays', async (_, text, sentence) => {
    const before = networks.received(network).length;
    const { postId, answer } = await publish(network, text);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'not_ready', message: expect.stringMatching(sentence) },
    });
    const kept = answered(await networks.call('posts.get', { id: postId }));
    expect(kept).toMatchObject({
      status: 'draft',
      text: text.replace(/[\ud800-\udfff]/gu, '\ufffd'),
    });
    await networks.pass();
    expect(networks.received(network)).toHaveLength(before);
  });

  it('10,000 characters go out where they fit; elsewhere the person hears by how many they do not', async () => {
    const { name, text } = NETWORKS[network];
    const before = networks.received(network).length;
    const { postId, answer } = await publish(network, LONG);
    if (text.limit >= LONG.length) {
      answered(answer);
      await networks.pass(3);
      expect(networks.received(network).at(-1)?.text).toBe(LONG);
      return;
    }
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'not_ready',
        message: expect.stringMatching(
          new RegExp(`^${name} takes .* Shorten the text .* by [\\d,]+`),
        ),
      },
    });
    expect(answered(await networks.call('posts.get', { id: postId })).text).toBe(LONG);
    expect(networks.received(network)).toHaveLength(before);
  });
});
