import { expect, it } from 'vitest';
import type { Session, SignedIn } from '../../../electron/platforms/platform.ts';
import { memory } from '../../support/platform-call.ts';
import { photoOf } from '../../support/publishing.ts';
import { openSandbox } from '../../support/sandbox.ts';
import { HOUR, withInstagram } from './instagram.ts';

const { line, clock, url, signIn, context, post, publish, fault } = withInstagram();
const DAY = 24 * HOUR;
const REDIRECT = 'https://relay.example/callback';
const oauth = () => {
  if (!line.instagram.oauth) throw new Error('Instagram has OAuth');
  return line.instagram.oauth;
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

/** What a person does in the browser; the code that it ends with. */
async function allow(change: (form: URLSearchParams) => void = () => {}): Promise<string> {
  const begun = await oauth().begin(authorisation());
  if (!begun.ok) throw new Error(begun.message);
  const dialog = new URL(begun.value.url);
  const page = await (await fetch(dialog)).text();
  const form = new URLSearchParams(dialog.searchParams);
  form.set('person', /name="person" value="(\d+)"/.exec(page)?.[1] ?? '');
  change(form);
  const answer = await fetch(dialog.origin + dialog.pathname, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('the-state');
  return back.searchParams.get('code') ?? '';
}

async function connect(change?: (form: URLSearchParams) => void): Promise<SignedIn> {
  // The address that the browser ends at has this behind the code.
  const code = `${await allow(change)}#_`;
  const finished = await oauth().finish({ ...authorisation(), kept: {}, code });
  if (!finished.ok) throw new Error(finished.message);
  const [signedIn] = finished.value;
  if (!signedIn) throw new Error('Nobody');
  return signedIn;
}

// …/instagram-api-with-instagram-login/business-login, read on 2026-11-23
it('signs in through the browser, with a token of sixty days', async () => {
  const { session, account } = await connect();
  expect(account).toMatchObject({ remoteId: line.account.id, handle: 'ada' });
  expect(session).toMatchObject({
    endsAt: clock.now() + 60 * DAY,
    renewedAt: clock.now(),
    scopes: line.instagram.capabilities.oauth?.scopes.map(({ scope }) => scope),
  });
  const [brief, long] = line.calls.filter(({ path }) => path.endsWith('access_token'));
  expect(brief).toMatchObject({ method: 'POST', path: '/oauth/access_token' });
  expect(Object.keys(brief?.params ?? {}).sort()).toEqual([
    'client_id',
    'client_secret',
    'code',
    'grant_type',
    'redirect_uri',
  ]);
  expect(long).toMatchObject({
    method: 'GET',
    path: '/access_token',
    params: { grant_type: 'ig_exchange_token' },
  });
  const outgoing = post('signed in', { images: [await photoOf('a')] });
  expect(await publish(outgoing, memory(), { session })).toMatchObject({ ok: true });
});

it('says what is missing where publishing was not allowed', async () => {
  await expect(connect((form) => form.set('scope', 'instagram_business_basic'))).rejects.toThrow(
    'may publish',
  );
});

it.each([
  ['a wrong secret', { clientSecret: 'wrong' }, REDIRECT],
  ['another redirect address', {}, 'https://other.example/callback'],
])('refuses %s', async (_, wrong, redirectUri) => {
  const code = await allow();
  const application = { ...authorisation().application, ...wrong };
  const finished = await oauth().finish({
    ...authorisation(),
    application,
    redirectUri,
    kept: {},
    code,
  });
  expect(finished).toMatchObject({ ok: false, class: 'refused' });
});

it('refuses a code that was used, and what came of it is over', async () => {
  const code = await allow();
  const finish = () => oauth().finish({ ...authorisation(), kept: {}, code });
  const first = await finish();
  expect(await finish()).toMatchObject({ ok: false, class: 'refused' });
  if (!first.ok) throw new Error(first.message);
  const over = { session: first.value[0]?.session ?? {} };
  expect(await line.instagram.whoAmI(context(over))).toMatchObject({ ok: false, class: 'auth' });
});

it('takes a token that was pasted', async () => {
  expect(await signIn(` ${line.account.token} `)).toMatchObject({
    ok: true,
    value: { account: { handle: 'ada' }, session: { endsAt: null, renewedAt: clock.now() } },
  });
  expect(await signIn('nothing')).toMatchObject({ ok: false, class: 'auth' });
});

it('renews the token after its first day, when less than twenty are left, once', async () => {
  let { session } = await connect();
  const saved: Session[] = [];
  const over = () => ({
    session,
    renewSession: async (
      known: Session,
      renew: Parameters<ReturnType<typeof context>['renewSession']>[1],
    ) => {
      const result = await renew(known);
      if (result.ok) {
        session = result.value;
        saved.push(session);
      }
      return result;
    },
  });
  await line.instagram.whoAmI(context(over()));
  clock.advance(35 * DAY);
  await line.instagram.whoAmI(context(over()));
  expect(saved).toEqual([]);
  clock.advance(10 * DAY);
  expect(await line.instagram.whoAmI(context(over()))).toMatchObject({ ok: true });
  await line.instagram.whoAmI(context(over()));
  expect(saved).toMatchObject([{ endsAt: clock.now() + 60 * DAY, renewedAt: clock.now() }]);
  clock.advance(30 * DAY);
  expect(await line.instagram.whoAmI(context(over()))).toMatchObject({ ok: true });
});

it('goes on with a token that could not be renewed while it is good', async () => {
  const { session } = await connect();
  clock.advance(45 * DAY);
  await fault({
    when: { operation: 'GET /refresh_access_token' },
    fault: { kind: 'status', status: 500 },
  });
  expect(await line.instagram.whoAmI(context({ session }))).toMatchObject({ ok: true });
  clock.advance(16 * DAY);
  const result = await line.instagram.whoAmI(context({ session }));
  expect(result).toMatchObject({ ok: false, class: 'auth' });
  if (!result.ok) expect(result.message).toContain('has run out');
});

it('remembers people, containers and tokens when it is started again', async () => {
  const { session } = await connect();
  const progress = memory();
  const outgoing = post('across a restart', { images: [await photoOf('a')] });
  await fault({
    when: { operation: 'POST /:id/media_publish', nth: 1 },
    fault: { kind: 'rate_limit' },
  });
  await publish(outgoing, progress, { session });
  const { folder } = line.sandbox;
  await line.sandbox.close();
  line.sandbox = await openSandbox({ folder, networks: ['instagram'], clock });
  expect(await publish(outgoing, progress, { session })).toMatchObject({ ok: true });
  expect(
    line.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/media')),
  ).toHaveLength(1);
  expect(line.sandbox.posts()).toHaveLength(1);
});
