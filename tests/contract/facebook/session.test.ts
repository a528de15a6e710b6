import { expect, it } from 'vitest';
import type { SignedIn } from '../../../electron/platforms/platform.ts';
import { memory } from '../../support/platform-call.ts';
import { videoOf } from '../../support/publishing.ts';
import { openSandbox } from '../../support/sandbox.ts';
import { MINUTE, VIDEOS, withFacebook } from './facebook.ts';

const { line, clock, url, signIn, context, post, publish, fault, texts } = withFacebook();
const HOUR = 60 * MINUTE;
const REDIRECT = 'https://www.facebook.com/connect/login_success.html';
const oauth = () => {
  if (!line.facebook.oauth) throw new Error('Facebook has OAuth');
  return line.facebook.oauth;
};
const authorisation = () => {
  const [application] = line.sandbox.applications;
  if (!application) throw new Error('No application');
  return {
    serviceUrl: url(),
    application,
    redirectUri: REDIRECT,
    state: 'the-state',
    codeVerifier: 'x'.repeat(43),
  };
};

/** What a person does in the browser; the address that it ends at. */
async function allow(change: (form: URLSearchParams) => void = () => {}): Promise<URL> {
  const begun = await oauth().begin(authorisation());
  if (!begun.ok) throw new Error(begun.message);
  const page = await (await fetch(begun.value.url)).text();
  const form = new URLSearchParams();
  for (const [, name = '', value = ''] of page.matchAll(/name="([^"]+)" value="([^"]*)"/g))
    form.append(name, value.replaceAll('&amp;', '&'));
  form.delete('person');
  form.set('person', /name="person" value="(\d+)"/.exec(page)?.[1] ?? '');
  change(form);
  const { origin, pathname } = new URL(begun.value.url);
  const answer = await fetch(origin + pathname, { method: 'POST', body: form, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}

async function connect(change?: (form: URLSearchParams) => void): Promise<SignedIn[]> {
  const code = (await allow(change)).searchParams.get('code') ?? '';
  const finished = await oauth().finish({ ...authorisation(), kept: {}, code });
  if (!finished.ok) throw new Error(finished.message);
  return finished.value;
}

// developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow, …/access-tokens/get-long-lived
it('signs in through the browser: one session for each page, with the page’s own token', async () => {
  const begun = await oauth().begin(authorisation());
  if (!begun.ok) throw new Error(begun.message);
  const dialog = new URL(begun.value.url);
  expect(Object.fromEntries(dialog.searchParams)).toEqual({
    client_id: authorisation().application.clientId,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: line.facebook.capabilities.oauth?.scopes.map(({ scope }) => scope).join(','),
    state: 'the-state',
    auth_type: 'rerequest',
  });
  expect((await allow()).searchParams.get('state')).toBe('the-state');
  line.calls.length = 0;
  const pages = await connect();
  expect(pages.map(({ account }) => account.handle)).toEqual(['ada', 'linden']);
  expect(pages[0]?.account).toMatchObject({ displayName: 'Ada', followers: expect.any(Number) });
  expect(pages[0]?.session).toMatchObject({ endsAt: null, scopes: expect.any(Array) });
  const exchanges = line.calls.filter(({ path }) => path === '/oauth/access_token');
  expect(exchanges.map(({ params }) => Object.keys(params).sort())).toEqual([
    ['client_id', 'client_secret', 'code', 'redirect_uri'],
    ['client_id', 'client_secret', 'fb_exchange_token', 'grant_type'],
  ]);
  // No secret in an address, where logs would keep it.
  expect(exchanges.every(({ method }) => method === 'POST')).toBe(true);

  // The page’s token has no end, though the person’s has.
  clock.advance(100 * 24 * HOUR);
  const [first] = pages;
  if (!first) throw new Error('No page');
  const over = { session: first.session, remoteId: first.account.remoteId };
  expect(await publish(post('much later'), memory(), over)).toMatchObject({ ok: true });
  await fault({ when: { operation: VIDEOS }, fault: { kind: 'processing', ms: 0 } });
  const film = post('a film', { video: videoOf(2000) });
  expect(await publish(film, memory(), over)).toMatchObject({ ok: true });
});

it('gives only the pages that the person chose', async () => {
  const [first] = await connect();
  const chosen = await connect((form) => {
    form.delete('page[]');
    form.append('page[]', first?.account.remoteId ?? '');
  });
  expect(chosen.map(({ account }) => account.handle)).toEqual(['ada']);
  await expect(connect((form) => form.delete('page[]'))).rejects.toThrow('no Page');
});

it('says what is missing where publishing was not allowed', async () => {
  await expect(
    connect((form) => form.set('scope', 'pages_show_list,pages_read_engagement')),
  ).rejects.toThrow('may publish');
});

it('comes back with access_denied where the person says no', async () => {
  const back = await allow((form) => form.set('person', ''));
  expect(back.searchParams.get('error')).toBe('access_denied');
  expect(back.searchParams.get('state')).toBe('the-state');
});

it.each([
  [
    'a code that was used',
    async (code: string) => {
      await oauth().finish({ ...authorisation(), kept: {}, code });
      return { ...authorisation(), code };
    },
  ],
  [
    'a code that is old',
    async (code: string) => {
      clock.advance(11 * MINUTE);
      return { ...authorisation(), code };
    },
  ],
  [
    'another redirect address',
    async (code: string) => ({
      ...authorisation(),
      redirectUri: 'https://example.com/callback',
      code,
    }),
  ],
  [
    'a wrong secret',
    async (code: string) => ({
      ...authorisation(),
      application: { ...authorisation().application, clientSecret: 'wrong' },
      code,
    }),
  ],
])('refuses %s', async (_, make) => {
  const code = (await allow()).searchParams.get('code') ?? '';
  const finished = await oauth().finish({ kept: {}, ...(await make(code)) });
  expect(finished).toMatchObject({ ok: false, class: 'refused' });
});

it('takes a page’s token that was pasted, and knows what it may do', async () => {
  expect(await signIn(`  ${line.page.token}\n`)).toMatchObject({
    ok: true,
    value: {
      account: { remoteId: line.page.id, handle: 'ada' },
      session: { accessToken: line.page.token, endsAt: null },
    },
  });
  expect(await signIn('not-a-token')).toMatchObject({ ok: false, class: 'auth' });
  expect(await signIn('with a space')).toMatchObject({ ok: false, class: 'auth' });
  const [page] = await connect();
  expect(await signIn(String(page?.session.userToken))).toMatchObject({
    ok: false,
    class: 'refused',
    message: expect.stringContaining('a person'),
  });
});

it('gets the page’s token anew by the person’s, and does the call once', async () => {
  const [page] = await connect();
  if (!page) throw new Error('No page');
  const over = { session: page.session, remoteId: page.account.remoteId };
  await fault({ when: { operation: 'GET /:id', nth: 1 }, fault: { kind: 'expire' } });
  let renewals = 0;
  const renewSession: Parameters<typeof context>[0] = {
    ...over,
    renewSession: async (known, renew) => {
      renewals++;
      return renew(known);
    },
  };
  expect(await publish(post('renewed'), memory(), renewSession)).toMatchObject({ ok: true });
  expect(renewals).toBe(1);
  expect(line.sandbox.posts()).toHaveLength(1);
});

it('says that the sign-in is over, with the reason', async () => {
  await fault({ when: { operation: 'POST /:id/feed', nth: 1 }, fault: { kind: 'revoke' } });
  const result = await publish(post('over'));
  expect(result).toMatchObject({ ok: false, class: 'auth' });
  if (!result.ok) expect(result.message).toContain('taken off');
  expect(line.sandbox.posts()).toEqual([]);
});

it('says who it is, with the figures', async () => {
  expect(await line.facebook.whoAmI(context())).toMatchObject({
    ok: true,
    value: { remoteId: line.page.id, displayName: 'Ada', followers: expect.any(Number) },
  });
});

it('remembers pages, tokens and plans when it is started again', async () => {
  const [page] = await connect();
  if (!page) throw new Error('No page');
  await publish(post('before'));
  const { folder } = line.sandbox;
  await line.sandbox.close();
  line.sandbox = await openSandbox({ folder, networks: ['facebook'], clock });
  const over = { session: page.session, remoteId: page.account.remoteId };
  expect(await publish(post('after'), memory(), over)).toMatchObject({ ok: true });
  expect(texts()).toEqual(['before', 'after']);
});
