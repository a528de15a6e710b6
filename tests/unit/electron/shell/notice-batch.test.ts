import { describe, expect, it } from 'vitest';
import { announce, type Notice, type Topic } from '../../../../electron/shell/notice-batch.ts';

const told = (topic: Topic, postId: string, sentence = `About ${postId}.`): Notice => ({
  topic,
  sentence,
  postId,
});

describe('announce', () => {
  it('says the sentence of a single notice and leads to its post', () => {
    expect(announce([told('published', 'a', 'It is on Bluesky.')])).toEqual([
      { title: 'Published', body: 'It is on Bluesky.', to: '/posts/a' },
    ]);
    expect(announce([told('failed', 'b', 'Bluesky refused it.')])).toEqual([
      { title: 'Needs you', body: 'Bluesky refused it.', to: '/posts/b' },
    ]);
  });

  it('counts posts, not deliveries, where several came at once', () => {
    const notices = [told('published', 'a', '1'), told('published', 'a', '2')];
    expect(announce([...notices, told('published', 'b')])).toEqual([
      { title: 'Published', body: '2 posts are out.', to: '/posts?tab=published' },
    ]);
  });

  it('tells everything about one post in one notification', () => {
    const notices = [told('published', 'a', 'On Bluesky.'), told('published', 'a', 'On Mastodon.')];
    expect(announce(notices)).toEqual([
      { title: 'Published', body: 'On Bluesky. On Mastodon.', to: '/posts/a' },
    ]);
  });

  it('says what each of several posts needs, and leads to all of them', () => {
    const notices = [
      told('needs_check', 'a'),
      told('failed', 'b'),
      told('failed', 'c'),
      told('missed', 'd'),
    ];
    expect(announce(notices)).toEqual([
      {
        title: 'Needs you',
        body: '2 not published, 1 to be checked on the network, 1 missed. Open them and decide one by one.',
        to: '/posts?tab=needs-you',
      },
    ]);
  });

  it('names an account once, however many posts wait for it, and leads to the accounts', () => {
    const sentence = 'Not published yet on Bluesky as @ada. Reconnect the account.';
    const notices = ['a', 'b', 'c'].map((postId) => told('account', postId, sentence));
    expect(announce(notices)).toEqual([
      { title: 'An account needs you', body: sentence, to: '/accounts' },
    ]);
    const [both] = announce([...notices, told('account', 'd', 'Reconnect @brio.')]);
    expect(both?.body).toMatch(/^4 posts wait for accounts .* See Accounts/);
  });

  it('keeps apart what needs the person, what only waits, and what is out; the urgent first', () => {
    const all = announce([
      told('published', 'a'),
      told('network', 'b'),
      told('failed', 'c'),
      told('account', 'd'),
    ]);
    expect(all.map(({ title }) => title)).toEqual([
      'An account needs you',
      'Needs you',
      'Not out yet',
      'Published',
    ]);
  });

  it('stays short', () => {
    const [long] = announce([told('failed', 'a', 'word '.repeat(100))]);
    expect(long?.body.length).toBeLessThanOrEqual(240);
    expect(long?.body.endsWith('…')).toBe(true);
  });

  it('has nothing to say about nothing', () => {
    expect(announce([])).toEqual([]);
  });
});
