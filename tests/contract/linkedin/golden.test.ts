import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinkedIn } from '../../../electron/platforms/linkedin/linkedin.ts';
import type { PlatformContext, Session } from '../../../electron/platforms/platform.ts';
import { BARE_CONTEXT, memory, outgoingPost, sentPost } from '../../support/platform-call.ts';
import * as golden from './golden.ts';
import { image, video } from './linkedin.ts';

const NOW = 1_795_338_000_000;
const linkedin = createLinkedIn({
  clock: { now: () => NOW },
  userAgent: 'ClientNest/0',
  processingWaits: [],
});
const APPLICATION = { clientId: '861hhm46p48to4', clientSecret: 'gPecn3DXlnuNBwdA' };

let server: Server;
let origin = '';
let expected: golden.GoldenPair[] = [];
const pages = new Set<string>();
let validated = 0;

/** Answers as the documentation does, in its order, where the call is as the documentation has it. */
async function answer(incoming: IncomingMessage): Promise<golden.GoldenPair['response']> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const pair = expected.shift();
  const { method, path, headers = {}, body } = pair?.request ?? { method: 'none', path: '' };
  const { headers: sent } = incoming;
  const names = Object.keys(headers);
  expect({
    call: `${incoming.method} ${incoming.url}`,
    headers: Object.fromEntries(names.map((name) => [name, sent[name]])),
    body: body === undefined ? undefined : bodyOf(Buffer.concat(chunks), sent['content-type']),
  }).toEqual({ call: `${method} ${path}`, headers, body });
  if (path.startsWith('/rest/'))
    expect(sent).toMatchObject({
      authorization: `Bearer ${golden.TOKEN}`,
      'linkedin-version': '202607',
      'x-restli-protocol-version': '2.0.0',
    });
  validated++;
  pages.add(pair?.page ?? '');
  return pair?.response ?? { status: 500 };
}

function bodyOf(bytes: Buffer, type = ''): unknown {
  if (type.startsWith('application/json')) return JSON.parse(bytes.toString('utf8'));
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
  return bytes.length;
}

const problems: unknown[] = [];
beforeEach(async () => {
  problems.length = 0;
  server = createServer(async (incoming, outgoing) => {
    const { status, headers, body } = await answer(incoming).catch((error: unknown) => {
      problems.push(error);
      return { status: 599, headers: {}, body: {} };
    });
    outgoing.writeHead(status, {
      'content-type': 'application/json',
      date: new Date(NOW).toUTCString(),
      ...headers,
    });
    outgoing.end(body ? JSON.stringify(body).replaceAll('{origin}', origin) : undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.close();
  await once(server, 'close');
  for (const problem of problems) throw problem;
  expect(expected).toEqual([]);
});
afterAll(() =>
  console.info(
    `LinkedIn: ${validated} requests as on ${pages.size} places of its documentation, each with its answer.`,
  ),
);

const script = (...pairs: golden.GoldenPair[]) => {
  expected = pairs;
};
const context = (remoteId = golden.PAGE, session: Session = {}): PlatformContext => ({
  ...BARE_CONTEXT,
  serviceUrl: origin,
  remoteId,
  handle: 'devtestco',
  session: { accessToken: golden.TOKEN, ...session },
});
const post = (text: string, over: Parameters<typeof outgoingPost>[1] = { recordKey: '1' }) =>
  outgoingPost(text, { createdAt: NOW, ...over });

describe('as the documentation has it', () => {
  it('a code is traded for a token, and whose it is asked', async () => {
    script(
      golden.TOKEN_BY_CODE,
      golden.ME,
      golden.FOLLOWERS,
      golden.ROLES,
      golden.ORGANISATION,
      golden.NETWORK_SIZE,
    );
    const finished = await linkedin.oauth?.finish({
      serviceUrl: origin,
      application: APPLICATION,
      redirectUri: 'http://127.0.0.1:47921/callback',
      state: 'state',
      codeVerifier: 'verifier',
      kept: {},
      code: 'AQTQmah11lalyH65DAIivsjsAQV5P-1VTVVebnLl',
    });
    expect(finished).toMatchObject({
      ok: true,
      value: [
        { account: { remoteId: golden.MEMBER, handle: 'bsmith', followers: 961 } },
        { account: { remoteId: golden.PAGE, displayName: 'Devtestco', followers: 219_145 } },
      ],
    });
    expect(finished?.ok && finished.value[0]?.session).toMatchObject({
      expiresAt: NOW + 5_184_000_000,
      endsAt: NOW + 31_536_000_000,
      scopes: ['r_basicprofile', 'w_member_social', 'rw_organization_admin'],
    });
  });

  it('a pasted token of an application that may only sign in and share is the member’s', async () => {
    script(golden.ME_DENIED, golden.USER_INFO, golden.ROLES_DENIED);
    const input = { serviceUrl: origin, identifier: '', appPassword: golden.TOKEN };
    expect(await linkedin.signIn(input)).toMatchObject({
      ok: true,
      value: {
        account: {
          remoteId: 'urn:li:person:782bbtaQ',
          handle: '782bbtaQ',
          displayName: 'John Doe',
          followers: null,
        },
      },
    });
  });

  it('a token is renewed', async () => {
    script(golden.TOKEN_BY_REFRESH);
    let renewed: Session | null = null;
    await linkedin.whoAmI({
      ...context(golden.PAGE, {
        refreshToken: 'AQWAft_WjYZKwuWXLC5hQlghgTam',
        expiresAt: NOW - 1000,
      }),
      application: async () => APPLICATION,
      async renewSession(known, renew) {
        const result = await renew(known);
        if (result.ok) renewed = result.value;
        // The calls after it are another test’s.
        return { ok: false, class: 'auth', message: '', httpStatus: null, retryAfter: null };
      },
    });
    expect(renewed).toMatchObject({
      accessToken: 'BBBB2kXITHELmWblJigbHEuoFdfRhOwGA0QNnumBI8X',
      endsAt: NOW + 439_200_000,
    });
  });

  it('a text is posted, found again and deleted', async () => {
    // Its answer tells LinkedIn's time.
    script(golden.ORGANISATION, golden.TEXT_POST);
    const outgoing = post('Sample text Post #coding (see below)');
    const result = await linkedin.publish(context(), outgoing, memory());
    const remoteId = 'urn:li:share:6844785523593134080';
    expect(result).toEqual({
      ok: true,
      value: { remoteId, remoteUrl: `https://www.linkedin.com/feed/update/${remoteId}/` },
    });
    script(golden.POSTS_BY_AUTHOR);
    const sent = sentPost(outgoing, { sentAt: NOW, inDoubt: true });
    expect(await linkedin.reconcile(context(), sent)).toEqual(result);
    script(golden.POST_DELETED);
    expect(await linkedin.removePost?.(context(), remoteId)).toMatchObject({ value: 'removed' });
  });

  it('an image is uploaded and posted', async () => {
    script(golden.IMAGE_BEGUN, golden.IMAGE_PUT, golden.IMAGE_READY, golden.IMAGE_POST);
    const images = [image('testing for alt tags')];
    const outgoing = post('test strings', { recordKey: '2', images });
    expect(await linkedin.publish(context(), outgoing, memory())).toMatchObject({ ok: true });
  });

  it.each(['https://linkedin.com.example/upload', 'http://www.linkedin.com/upload', 'nowhere'])(
    'but nothing is sent to %s, whoever names it',
    async (uploadUrl) => {
      const value = { uploadUrlExpiresAt: NOW * 2, uploadUrl, image: 'urn:li:image:C4E' };
      script({ ...golden.IMAGE_BEGUN, response: { status: 200, body: { value } } });
      const outgoing = post('Elsewhere', { recordKey: '9', images: [image('elsewhere')] });
      expect(await linkedin.publish(context(), outgoing, memory())).toMatchObject({
        class: 'refused',
        message: expect.stringContaining('not its own'),
      });
    },
  );

  it('several images are', async () => {
    script(...golden.MULTI_IMAGE.map(asMember));
    const images = [image('tag1'), image('tag2')];
    const outgoing = post('test multiimage post', { recordKey: '3', images });
    const own = context(golden.MEMBER);
    expect(await linkedin.publish(own, outgoing, memory())).toMatchObject({ ok: true });
  });

  it('a video is uploaded in its parts, finalized and posted', async () => {
    script(
      golden.VIDEO_BEGUN,
      ...golden.VIDEO_PARTS,
      golden.VIDEO_FINALIZED,
      golden.VIDEO_READY,
      golden.VIDEO_POST,
    );
    const outgoing = post('Sample video Post', { recordKey: '4', video: video(4_200_000).film });
    expect(await linkedin.publish(context(), outgoing, memory())).toMatchObject({
      ok: true,
      value: { remoteId: 'urn:li:ugcPost:6844785523593134082' },
    });
  });

  it('comments are read, written, answered and deleted', async () => {
    script(golden.COMMENTS, golden.PEOPLE);
    expect(await linkedin.comments?.(context(), golden.POST, null)).toMatchObject({
      ok: true,
      value: {
        comments: [
          {
            remoteId: golden.COMMENT,
            author: { remoteId: golden.MEMBER, handle: 'bsmith', displayName: 'Bob Smith' },
            text: 'commentV2 with image entity',
            createdAt: 1_582_160_678_569,
            likes: 1,
            ours: false,
          },
        ],
        next: null,
      },
    });
    script(golden.COMMENT_WRITTEN, golden.COMMENT_ANSWERED, golden.COMMENT_DELETED);
    const reply = { postId: golden.POST, recordKey: '5', createdAt: NOW };
    const written = { ...reply, parentId: golden.POST, text: 'commentV2 (with image entity)' };
    expect(await linkedin.reply?.(context(), written)).toMatchObject({ ok: true });
    const answered = { ...reply, parentId: golden.COMMENT, text: 'Thanks' };
    expect(await linkedin.reply?.(context(), answered)).toMatchObject({
      value: { parentId: golden.COMMENT },
    });
    expect(await linkedin.removeComment?.(context(), golden.COMMENT)).toMatchObject({
      value: 'removed',
    });
  });

  it('the numbers of a page’s posts and of a member’s are read', async () => {
    script(golden.SHARE_STATISTICS);
    expect(await linkedin.metrics?.(context(), [golden.POST])).toEqual({
      ok: true,
      value: [
        {
          remoteId: golden.POST,
          values: { views: 2616, reach: 1700, likes: 15, comments: 2, shares: 4, clicks: 78 },
        },
      ],
    });
    script(...golden.MEMBER_STATISTICS);
    expect(await linkedin.metrics?.(context(golden.MEMBER), [golden.POST])).toEqual({
      ok: true,
      value: [
        {
          remoteId: golden.POST,
          values: { views: 45, reach: 22, likes: 3, comments: 2, shares: 1, saves: 4, clicks: 6 },
        },
      ],
    });
  });
});

/** The same pair with the member as the owner of the images. */
const asMember = (pair: golden.GoldenPair): golden.GoldenPair => ({
  ...pair,
  request: {
    ...pair.request,
    ...(pair.request.path.startsWith('/rest/images?') && {
      body: { initializeUploadRequest: { owner: golden.MEMBER } },
    }),
  },
});
