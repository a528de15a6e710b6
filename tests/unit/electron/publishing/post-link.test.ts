import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinkedAccount, readPostLink } from '../../../../electron/publishing/post-link.ts';

const DID = 'did:plc:abcdefghijklmnop';
const SKY: LinkedAccount = {
  network: 'bluesky',
  handle: 'ada.bsky.social',
  serviceUrl: 'https://bsky.social',
  remoteId: DID,
};
const MASTO: LinkedAccount = {
  network: 'mastodon',
  handle: 'ada@m.example',
  serviceUrl: 'https://social.m.example',
  remoteId: '42',
};
const site = (network: LinkedAccount['network'], serviceUrl: string): LinkedAccount => ({
  ...{ network, serviceUrl, handle: 'ada', remoteId: '42' },
});
const TIKTOK = site('tiktok', 'https://www.tiktok.com');
const THREADS = site('threads', 'https://www.threads.net');
const FACEBOOK = site('facebook', 'https://www.facebook.com');

describe('a link to a post on a network with one site', () => {
  it.each([
    [TIKTOK, 'www.tiktok.com/@Ada/video/7300000000000000017?lang=en', '7300000000000000017'],
    [TIKTOK, 'https://tiktok.com/@ada/photo/7300000000000000017', '7300000000000000017'],
    [THREADS, 'https://www.threads.net/@ada/post/DAbc_-1', null],
    [THREADS, 'https://www.threads.com/@ada/post/DAbc_-1', null],
    [FACEBOOK, 'https://m.facebook.com/story.php?story_fbid=1&id=2', null],
    [FACEBOOK, 'https://www.facebook.com/ada/posts/pfbid02', null],
  ])('is taken: %o %s', (account, typed, remoteId) => {
    expect(readPostLink(typed, account)).toMatchObject({ ok: true, remoteId });
  });

  it.each([
    [TIKTOK, 'https://www.tiktok.com/@ada', /leads to no post on TikTok/],
    [TIKTOK, 'https://tiktok.example.com/@ada/video/7300000000000000017', /no post on TikTok/],
    [TIKTOK, 'https://www.tiktok.com/@eve/video/7300000000000000017', /of @eve, not of @ada/],
    [THREADS, 'https://www.threads.net/@ada', /leads to no post on Threads/],
    [THREADS, 'https://www.threads.net/@eve/post/DAbc', /of @eve, not of @ada/],
    [FACEBOOK, 'https://example.com/ada/posts/1', /not on Facebook/],
    [FACEBOOK, 'https://www.facebook.com/', /leads to no post on Facebook/],
  ])('is refused: %o %s', (account, typed, words) => {
    expect(refused(typed, account)).toMatch(words);
  });
});

const refused = (typed: string, account: LinkedAccount) => {
  const read = readPostLink(typed, account);
  return read.ok ? `taken as ${read.url}` : read.message;
};

describe('a link to a post on Bluesky', () => {
  it.each([
    'https://bsky.app/profile/ada.bsky.social/post/3kabc',
    ' bsky.app/profile/Ada.bsky.social/post/3kabc ',
    `https://bsky.app/profile/${DID}/post/3kabc?ref=x#top`,
    `https://deer.social/profile/${encodeURIComponent(DID)}/post/3kabc`,
  ])('tells the record: %s', (typed) => {
    expect(readPostLink(typed, SKY)).toMatchObject({
      ok: true,
      url: expect.stringMatching(/^https:\/\//),
      remoteId: `at://${DID}/app.bsky.feed.post/3kabc`,
    });
  });

  it('of somebody else is refused, by name', () => {
    expect(refused('https://bsky.app/profile/eve.bsky.social/post/3kabc', SKY)).toBe(
      'This post is of @eve.bsky.social, not of @ada.bsky.social. Look for it there.',
    );
  });

  it.each([
    'https://bsky.app/profile/ada.bsky.social',
    'https://bsky.app/',
    'https://bsky.app/profile/ada.bsky.social/post/',
    'https://bsky.app/profile/ada.bsky.social/feed/3kabc',
    'https://bsky.app/profile/ada.bsky.social/post/%2E%2E%2F',
  ])('that leads to no post is refused: %s', (typed) => {
    expect(refused(typed, SKY)).toMatch(/leads to no post on Bluesky/);
  });
});

describe('a link to a post on Mastodon', () => {
  it.each([
    ['https://social.m.example/@ada/1123', '1123'],
    ['https://m.example/@Ada/1123', '1123'],
    ['https://social.m.example/users/ada/statuses/1123', '1123'],
    ['https://social.m.example/deck/@ada@m.example/1123', '1123'],
    ['https://social.m.example/@ada/statuses/01HXABC', null],
    ['https://social.m.example/notice/AbCdEf', null],
  ])('tells its number where it has one: %s', (typed, remoteId) => {
    expect(readPostLink(typed, MASTO)).toEqual({ ok: true, url: typed, remoteId });
  });

  it('on another server is refused, because numbers mean something else there', () => {
    expect(refused('https://other.example/@ada@m.example/77', MASTO)).toMatch(/not on m\.example/);
  });

  it('of somebody else is refused', () => {
    expect(refused('https://social.m.example/@eve/77', MASTO)).toMatch(/of @eve, not of @ada/);
    expect(refused('https://social.m.example/users/eve/statuses/7', MASTO)).toMatch(/of @eve/);
    expect(refused('https://social.m.example/@ada@evil.example/7', MASTO)).toMatch(/of @ada@evil/);
  });

  it.each([
    'https://social.m.example/',
    'https://social.m.example/@ada',
    'https://social.m.example/home',
    'https://social.m.example/users/ada',
  ])('that leads to no post is refused: %s', (typed) => {
    expect(refused(typed, MASTO)).toMatch(/leads to no post/);
  });

  it('may be http only on the server of the account itself, as the sandbox is', () => {
    const local = { ...MASTO, serviceUrl: 'http://127.0.0.1:4321', handle: 'ada@127.0.0.1' };
    expect(readPostLink('http://127.0.0.1:4321/@ada/5', local)).toMatchObject({ remoteId: '5' });
    expect(refused('http://127.0.0.1:9/@ada/5', local)).toMatch(/from https/);
    expect(refused('http://social.m.example/@ada/5', MASTO)).toMatch(/from https/);
  });
});

it('takes nothing that is no web address', () => {
  for (const typed of ['', 'no', 'two words', 'javascript:alert(1)', 'file:///etc/passwd'])
    for (const account of [SKY, MASTO]) expect(readPostLink(typed, account).ok).toBe(false);
  expect(readPostLink('https://u:p@social.m.example/@ada/1', MASTO).ok).toBe(false);
  expect(readPostLink(`https://m.example/@ada/${'1'.repeat(600)}`, MASTO).ok).toBe(false);
});

it('answers whatever is typed, and keeps only web addresses', () => {
  const anything = fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true }));
  fc.assert(
    fc.property(anything, fc.constantFrom(SKY, MASTO), (typed, account) => {
      const read = readPostLink(typed, account);
      if (read.ok) expect(new URL(read.url).protocol).toBe('https:');
      else expect(read.message).toMatch(/\.$|…\.$/);
    }),
    { numRuns: 2000 },
  );
});
