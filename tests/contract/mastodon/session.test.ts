import { describe, expect, it } from 'vitest';
import { memory } from '../../support/platform-call.ts';
import { startSandboxMastodon } from '../../support/sandbox-mastodon.ts';
import { withMastodon } from './mastodon.ts';

const { line, context, signIn, post, publish } = withMastodon();

describe('signing in', () => {
  it('checks the token, and keeps it with the domain of the full name', async () => {
    const result = await signIn(` ${line.ada.token}\n`);
    expect(result).toEqual({
      ok: true,
      value: {
        session: { accessToken: line.ada.token, domain: line.server.domain },
        account: {
          remoteId: line.ada.id,
          handle: `${line.ada.username}@${line.server.domain}`,
          displayName: line.ada.username,
          followers: 0,
          following: 0,
          postCount: 0,
        },
      },
    });
  });

  it('refuses a token that the server does not know, without saying it', async () => {
    const result = await signIn('a-token-that-nobody-has');
    expect(result).toMatchObject({ ok: false, class: 'auth', httpStatus: 401 });
    expect(JSON.stringify(result)).not.toContain('nobody-has');
  });

  it.each(['zwei Wörter', 'tök', 'a\nb'])(
    'refuses what can be no token, unsent: %j',
    async (token) => {
      const result = await signIn(token);
      expect(result).toMatchObject({ ok: false, class: 'auth' });
      expect(JSON.stringify(result)).not.toContain(JSON.stringify(token).slice(1, -1));
      expect(line.proxy.seen).toEqual([]);
    },
  );

  it.each([
    [['read']],
    [['profile', 'read:accounts', 'write:statuses', 'read:statuses']],
    [['read:accounts', 'write']],
  ])('refuses a token that may not do all that publishing takes: %j', async (scopes) => {
    const person = await line.server.person('bob', scopes);
    const result = await signIn(person.token);
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    expect(result.ok ? '' : result.message).toContain('read and write');
  });

  it('takes a token with just what publishing takes', async () => {
    const scopes = ['read:accounts', 'read:statuses', 'write:statuses', 'write:media'];
    const person = await line.server.person('bob', scopes);
    expect(await signIn(person.token)).toMatchObject({ ok: true });
  });

  it('works with a server that tells neither its domain nor the scopes', async () => {
    line.proxy.onRequest((call) =>
      /instance|apps/.test(call)
        ? { kind: 'answer', status: 404, body: { error: 'Not found' } }
        : null,
    );
    const result = await signIn(line.ada.token);
    const host = new URL(line.proxy.url).host;
    expect(result).toMatchObject({
      ok: true,
      value: { account: { handle: `${line.ada.username}@${host}` } },
    });
  });

  it('says that a server can not be reached', async () => {
    await line.proxy.down();
    expect(await signIn(line.ada.token)).toMatchObject({ ok: false, class: 'unreachable' });
  });

  it.each([
    ['a web page', { kind: 'answer', status: 404, headers: { 'content-type': 'text/html' } }],
    ['a redirect', { kind: 'answer', status: 301, headers: { location: 'https://b.example' } }],
  ] as const)('takes %s for no server, and follows nothing with the token', async (_, fault) => {
    line.proxy.onRequest(() => fault);
    expect(await signIn(line.ada.token)).toMatchObject({ ok: false, class: 'refused' });
    expect(line.proxy.seen).toHaveLength(1);
  });
});

describe('the session', () => {
  it('that makes no sense asks for a new sign-in', async () => {
    const result = await publish(post('x'), memory(), { session: { token: 'x' } });
    expect(result).toMatchObject({ ok: false, class: 'auth' });
  });

  it('is of no use at another server', async () => {
    const other = await startSandboxMastodon(['carol']);
    const result = await line.mastodon.whoAmI(context({ serviceUrl: other.url }));
    await other.stop();
    expect(result).toMatchObject({ ok: false, class: 'auth', httpStatus: 401 });
  });
});
