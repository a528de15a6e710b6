import { describe, expect, it } from 'vitest';
import {
  inboxWords,
  needsOf,
  sentence,
  waysOf,
  whatItDoes,
} from '../../../../../renderer/views/accounts/network-words.ts';
import type { NetworkCapabilities } from '../../../../../shared/domain/network.ts';
import { NETWORKS } from '../../../../../shared/domain/networks/index.ts';
import { MASTODON } from '../../../../../shared/domain/networks/mastodon.ts';
import { X } from '../../../../../shared/domain/networks/x.ts';

const fetched = (network: NetworkCapabilities): NetworkCapabilities => ({
  ...network,
  images: { ...network.images, transfer: 'fetched_by_url' },
});

describe('a network in the gallery', () => {
  it('says in a line what it takes and what comes back', () => {
    expect(whatItDoes(X)).toBe(
      '280 characters, threads, 4 images or a video, a first comment. Numbers, comments and mentions come back.',
    );
    const { thread: _thread, mentions: _mentions, ...plain } = MASTODON;
    const bare = { ...plain, video: null, firstComment: false, metrics: [] };
    const mute = { ...bare, comments: { ...plain.comments, read: false } };
    expect(whatItDoes(mute)).toBe('500 characters, 4 images.');
    expect(
      whatItDoes({ ...mute, mediaRequired: true, images: { ...plain.images, count: 1 } }),
    ).toBe('500 characters, one image. Never without media.');
  });

  it('says what of an account comes to the inbox, and what does not', () => {
    const words = Object.fromEntries(
      Object.values(NETWORKS).map((network) => [network.id, inboxWords(network, false)]),
    );
    expect(words).toEqual({
      x: 'inbox: comments and mentions, read when you ask for it',
      facebook: 'inbox: comments and mentions',
      instagram: 'inbox: comments, it tells apps of no mentions',
      linkedin: 'inbox: comments, it tells apps of no mentions',
      tiktok: 'inbox: nothing, it tells apps of no comments',
      threads: 'inbox: comments, it tells apps of no mentions',
      bluesky: 'inbox: comments and mentions',
      mastodon: 'inbox: comments and mentions',
    });
    expect(inboxWords(X, true)).toBe('inbox: comments and mentions');
  });

  it('says what somebody has to have before', () => {
    expect(needsOf(X)).toEqual(['your own developer app', 'credits there, from $0.015 a post']);
    expect(needsOf(fetched(X))).toContain('a media relay for photos');
    const { oauth: _oauth, price: _price, ...free } = X;
    expect(needsOf(free)).toEqual([]);
    expect(needsOf({ ...free, mediaRequired: true })).toEqual(['an image or a video in each post']);
  });

  it('has a line and a way to sign in, whichever it is', () => {
    for (const network of Object.values(NETWORKS)) {
      expect(whatItDoes(network)).toMatch(/^[\d,]+ characters.*\.$/);
      expect(waysOf(network).length).toBeGreaterThan(0);
    }
    expect(waysOf({ ...X, signIn: ['oauth', 'app_password', 'access_token'] })).toEqual([
      'browser',
      'secret',
    ]);
  });

  it('writes reasons as sentences', () => {
    expect(sentence('to publish posts')).toBe('To publish posts.');
    expect(sentence('See your posts.')).toBe('See your posts.');
  });
});
