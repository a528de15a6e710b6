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
const ON_X: LinkedAccount = {
  network: 'x',
  handle: 'ada',
  serviceUrl: 'https://x.com',
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

describe('a link to a post on X', () => {
  it.each([
    'https://x.com/ada/status/1880028106020515840',
    'x.com/Ada/status/1880028106020515840?s=20',
    'https://twitter.com/ada/status/1880028106020515840',
    'https://mobile.x.com/i/status/1880028106020515840/photo/1',
  ])('tells the post: %s', (typed) => {
    expect(readPostLink(typed, ON_X)).toMatchObject({ ok: true, remoteId: '1880028106020515840' });
  });

  it.each([
    ['https://x.com/linden/status/1880028106020515840', /of @linden, not of @ada/],
    ['https://x.com/ada', /leads to no post on X/],
    ['https://x.com/ada/status/one', /leads to no post on X/],
    ['https://x.com.example/ada/status/1', /leads to no post on X/],
  ])('is refused: %s', (typed, why) => {
    expect(refused(typed, ON_X)).toMatch(why);
  });
});

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

describe('a link to a post on LinkedIn', () => {
  const STUDIO: LinkedAccount = {
    network: 'linkedin',
    handle: 'ada-studio',
    serviceUrl: 'https://www.linkedin.com',
    remoteId: 'urn:li:organization:5515715',
  };

  it.each([
    [
      'https://www.linkedin.com/feed/update/urn:li:share:6844785523593134080/',
      'urn:li:share:6844785523593134080',
    ],
    ['linkedin.com/feed/update/urn%3Ali%3AugcPost%3A7/?utm=x', 'urn:li:ugcPost:7'],
    ['https://de.linkedin.com/feed/update/urn:li:activity:6844785523593134081', null],
    ['https://www.linkedin.com/posts/ada-studio_bread-activity-6844785523593134081-AbCd', null],
  ])('tells the post where it can: %s', (typed, remoteId) => {
    expect(readPostLink(typed, STUDIO)).toMatchObject({ ok: true, remoteId });
  });

  it.each([
    'https://www.linkedin.com/company/ada-studio/',
    'https://www.linkedin.com/feed/update/urn:li:person:7/',
    'https://linkedin.com.example/feed/update/urn:li:share:7/',
    'https://notlinkedin.com/feed/update/urn:li:share:7/',
  ])('that leads to no post is refused: %s', (typed) => {
    expect(refused(typed, STUDIO)).toMatch(/leads to no post on LinkedIn/);
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
