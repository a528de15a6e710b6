import { describe, expect, it } from 'vitest';
import { announce, type Notice } from '../../../../electron/shell/notice-batch.ts';

const published = (postId: string, sentence = 'It is on Bluesky.'): Notice => ({
  kind: 'published',
  sentence,
  postId,
});
const problem = (postId: string, sentence = 'Bluesky refused it.'): Notice => ({
  kind: 'problem',
  sentence,
  postId,
});

describe('announce', () => {
  it('says the sentence of a single notice and leads to its post', () => {
    expect(announce([published('a')])).toEqual([
      { title: 'Published', body: 'It is on Bluesky.', to: '/posts/a' },
    ]);
  });

  it('counts posts, not deliveries, where several came at once', () => {
    const notices = [published('a'), published('a'), published('b')];
    expect(announce(notices)).toEqual([
      { title: 'Published', body: '2 posts are out.', to: '/calendar' },
    ]);
  });

  it('tells everything about one post in one notification', () => {
    expect(announce([published('a', 'On Bluesky.'), published('a', 'On Mastodon.')])).toEqual([
      { title: 'Published', body: 'On Bluesky. On Mastodon.', to: '/posts/a' },
    ]);
  });

  it('tells of problems first, and apart', () => {
    const told = announce([published('a'), problem('b'), problem('c')]);
    expect(told.map(({ title }) => title)).toEqual(['Needs you', 'Published']);
    expect(told[0]?.body).toBe('2 posts could not be published.');
  });

  it('has nothing to say about nothing', () => {
    expect(announce([])).toEqual([]);
  });
});
