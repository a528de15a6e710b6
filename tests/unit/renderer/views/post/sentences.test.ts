import { describe, expect, it } from 'vitest';
import { deliveryStory, deliverySummary } from '../../../../../renderer/views/post/sentences.ts';
import { DELIVERY_STATES } from '../../../../../shared/domain/post-status.ts';
import type { Delivery, DeliveryAttempt } from '../../../../../shared/ipc/views.ts';

const attempt = (at: number, change: Partial<DeliveryAttempt>): DeliveryAttempt => ({
  id: `attempt ${at}`,
  startedAt: at,
  finishedAt: at + 1,
  state: 'published',
  responseClass: 'ok',
  httpStatus: null,
  message: null,
  ...change,
});
const delivery = (change: Partial<Delivery>): Delivery => ({
  id: 'delivery',
  postId: 'post',
  accountId: 'account',
  network: 'bluesky',
  handle: 'ada.bsky.social',
  state: 'published',
  remoteUrl: null,
  remoteId: null,
  nextAttemptAt: null,
  errorCode: null,
  errorMessage: null,
  publishedAt: null,
  attempts: [],
  ...change,
});
const tellTime = (at: number) => `at ${at}`;
const told = (deliveries: Delivery[]) =>
  deliveryStory({ createdAt: 0 }, deliveries, tellTime).map(({ tone, text, detail }) => [
    tone,
    detail ? `${text} ${detail}` : text,
  ]);

describe('deliveryStory', () => {
  it('begins with the draft', () => {
    expect(told([])).toEqual([['quiet', 'You started this post.']]);
  });

  it('tells that a post was handed over, moved there and taken back', () => {
    const attempts = [
      attempt(10, { state: 'handed_over', responseClass: 'handed_over' }),
      attempt(20, { state: 'handed_over', responseClass: 'moved' }),
      attempt(30, { state: 'cancelled', responseClass: 'taken_back' }),
    ];
    const held = delivery({ network: 'mastodon', state: 'handed_over', attempts });
    expect(told([held]).slice(1)).toEqual([
      ['good', 'Handed over to Mastodon, planned there.'],
      ['quiet', 'Moved on Mastodon as well.'],
      ['quiet', 'Taken back from Mastodon for @ada.bsky.social.'],
    ]);
    expect(deliverySummary(held, tellTime)).toBe('Handed over to Mastodon, planned there');
  });

  it('tells a try that failed, the wait, and what came of it', () => {
    const waiting = delivery({
      state: 'prepared',
      nextAttemptAt: 90,
      attempts: [
        attempt(10, {
          state: 'rejected',
          responseClass: 'unreachable',
          message: 'There was no answer in 20 seconds.',
        }),
      ],
    });
    expect(told([waiting]).at(-1)).toEqual([
      'attention',
      'Tried to reach Bluesky for @ada.bsky.social. There was no answer in 20 seconds. Next try at 90.',
    ]);
    const out = delivery({ attempts: [...waiting.attempts, attempt(90, {})] });
    expect(told([out]).at(-1)).toEqual(['good', 'Published on Bluesky as @ada.bsky.social.']);
  });

  it('tells several accounts in the order of time', () => {
    const story = deliveryStory(
      { createdAt: 0 },
      [
        delivery({ attempts: [attempt(30, {}), attempt(50, {})] }),
        delivery({ handle: 'brio.com', attempts: [attempt(40, {})] }),
      ],
      tellTime,
    );
    expect(story.map(({ at }) => at)).toEqual([0, 31, 41, 51]);
  });

  it('says while it is on its way', () => {
    const sending = delivery({
      state: 'sending',
      attempts: [attempt(10, { state: 'sending', finishedAt: null, responseClass: null })],
    });
    expect(told([sending]).at(-1)).toEqual(['busy', 'Sending to Bluesky as @ada.bsky.social…']);
  });

  it('has a sentence for every state an attempt can end in', () => {
    for (const state of DELIVERY_STATES) {
      const [, last] = told([delivery({ attempts: [attempt(10, { state })] })]);
      expect(last?.[1]).toMatch(/Bluesky.*\.$/);
    }
  });
});

describe('deliverySummary', () => {
  it('says where every state stands', () => {
    const lines = DELIVERY_STATES.map((state) => deliverySummary(delivery({ state }), tellTime));
    expect(lines.every((line) => line.length > 5)).toBe(true);
  });

  it('says when the next try is, and when it was published', () => {
    expect(deliverySummary(delivery({ state: 'prepared', nextAttemptAt: 90 }), tellTime)).toBe(
      'Next try at 90',
    );
    expect(deliverySummary(delivery({ publishedAt: 91 }), tellTime)).toBe('Published at 91');
  });
});
