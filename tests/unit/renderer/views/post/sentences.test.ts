import { describe, expect, it } from 'vitest';
import {
  durationText,
  nextStepOf,
  summaryOf,
  timelineOf,
  uploadText,
  waitText,
} from '../../../../../renderer/views/post/sentences.ts';
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
  triesUntil: null,
  errorCode: null,
  errorMessage: null,
  publishedAt: null,
  costMicroUsd: null,
  upload: null,
  attempts: [],
  ...change,
});
const told = (attempts: DeliveryAttempt[], change: Partial<Delivery> = {}) =>
  timelineOf(delivery({ attempts, ...change })).map(({ tone, text, detail }) => [
    tone,
    detail ? `${text} ${detail}` : text,
  ]);
const away = (at: number, message = 'bsky.social can’t be reached.') =>
  attempt(at, { state: 'prepared', responseClass: 'unreachable', message });

describe('timelineOf', () => {
  it('tells that a post was handed over, moved there and taken back', () => {
    const attempts = [
      attempt(10, { state: 'handed_over', responseClass: 'handed_over', message: null }),
      attempt(20, { state: 'handed_over', responseClass: 'moved', message: null }),
      attempt(30, { state: 'cancelled', responseClass: 'taken_back', message: null }),
    ];
    expect(told(attempts)).toEqual([
      ['good', 'Handed over to Bluesky, planned there.'],
      ['quiet', 'Moved on Bluesky as well.'],
      ['quiet', 'Taken back from Bluesky.'],
    ]);
    const held = delivery({ network: 'mastodon', state: 'handed_over', attempts });
    expect(summaryOf(held, String)).toBe('Handed over to Mastodon, planned there');
  });

  it('tells a try that failed, and what came of it', () => {
    expect(told([away(10), attempt(90, {})])).toEqual([
      ['attention', 'Tried to reach Bluesky. Nothing was sent. bsky.social can’t be reached.'],
      ['good', 'Sent to Bluesky, and published.'],
    ]);
  });

  it('tells of a first comment that is missing, and of each try after that', () => {
    const refused = attempt(10, { responseClass: 'refused', message: 'Too long.' });
    const again = attempt(20, { responseClass: 'rate_limited', message: 'Slow down.' });
    const done = attempt(30, { responseClass: 'commented' });
    expect(told([refused, again, done])).toEqual([
      ['attention', 'Published on Bluesky, without its first comment. Too long.'],
      ['attention', 'Tried the first comment again. It did not go through. Slow down.'],
      ['good', 'The first comment is there as well.'],
    ]);
    const without = delivery({ errorCode: 'without_comment', publishedAt: 10 });
    expect(summaryOf(without, String)).toBe('Published 10, without its first comment');
  });

  it('tells a lost answer, the look that follows, and that it was not sent twice', () => {
    const lost = attempt(10, {
      state: 'ambiguous',
      responseClass: 'interrupted',
      message: 'The connection was cut.',
    });
    const found = attempt(20, { responseClass: 'found', message: 'It had been published.' });
    expect(told([lost, found])).toEqual([
      ['attention', 'Sent to Bluesky, but no answer came back. The connection was cut.'],
      ['good', 'Asked Bluesky whether it arrived: it did, and was not sent again.'],
    ]);
  });

  it('knows a look that failed from a send that failed', () => {
    const lost = attempt(10, { state: 'ambiguous', responseClass: 'service_error' });
    const notAnswered = attempt(20, { state: 'ambiguous', responseClass: 'service_error' });
    const steps = timelineOf(delivery({ state: 'ambiguous', attempts: [lost, notAnswered] }));
    expect(steps.map(({ operation }) => operation)).toEqual(['send', 'look']);
    expect(steps[1]?.text).toBe('Asked Bluesky whether it arrived, and got no answer to that.');
  });

  it('tells what the person decided in its place', () => {
    const decided = attempt(30, {
      state: 'prepared',
      responseClass: 'decided',
      message: 'You had it sent again.',
    });
    expect(told([away(10), decided, attempt(40, {})])[1]).toEqual([
      'person',
      'You had it sent again.',
    ]);
  });

  it('tells many tries that went the same way as one, and the last one by itself', () => {
    const steps = timelineOf(
      delivery({ attempts: [10, 20, 30, 40, 50].map((at) => away(at)), state: 'prepared' }),
    );
    expect(steps.map(({ text }) => text)).toEqual([
      'Tried to reach Bluesky. Nothing was sent.',
      'Tried to reach Bluesky. Nothing was sent.',
    ]);
    expect(steps[0]?.attempts).toHaveLength(4);
    const two = timelineOf(delivery({ attempts: [away(10), away(20), away(30)] }));
    expect(two).toHaveLength(3);
    const other = [away(10), away(20), away(30, 'Something else.'), away(40), away(50)];
    expect(timelineOf(delivery({ attempts: other }))).toHaveLength(5);
  });

  it('says while it is on its way, and not of a try that was cut off for good', () => {
    const open = attempt(10, { state: 'sending', finishedAt: null, responseClass: null });
    expect(told([open])).toEqual([['busy', 'Sending to Bluesky…']]);
    const looking = { ...open, id: 'looking', state: 'ambiguous' as const };
    expect(told([looking])).toEqual([['busy', 'Asking Bluesky whether it arrived…']]);
    expect(told([looking, attempt(20, { responseClass: 'found' })])[0]).toEqual([
      'attention',
      'Asking Bluesky whether it arrived, when ClientNest was stopped.',
    ]);
  });

  it('has a sentence for every state and class an attempt can end in', () => {
    const classes = ['ok', 'unreachable', 'interrupted', 'rate_limited', 'service_error', 'auth'];
    for (const state of DELIVERY_STATES)
      for (const responseClass of [...classes, 'refused', 'found', 'absent', 'new', null]) {
        const [line] = told([attempt(10, { state, responseClass })]);
        expect(line?.[1]).toMatch(/Bluesky.*\.$/);
      }
  });
});

describe('summaryOf', () => {
  it('says where every state stands, each in other words', () => {
    const lines = DELIVERY_STATES.map((state) =>
      summaryOf(delivery({ state, publishedAt: 91 }), (at) => `at ${at}`),
    );
    expect(lines).toContain('Published at 91');
    // On their way to the network these three look the same to a person.
    expect(new Set(lines).size).toBe(DELIVERY_STATES.length - 2);
  });

  it('says what it waits for', () => {
    const of = (change: Partial<Delivery>) =>
      summaryOf(delivery({ state: 'prepared', ...change }), String);
    expect(of({})).toBe('Waits for its turn');
    expect(of({ attempts: [away(10)] })).toBe('Waits to try again');
    expect(of({ errorCode: 'reconnect_needed' })).toBe('Waits for the account');
  });
});

describe('nextStepOf', () => {
  const next = (change: Partial<Delivery>) => nextStepOf(delivery(change));

  it('says what ClientNest does next by itself', () => {
    expect(next({ state: 'prepared' })).toBe('Is sent');
    expect(next({ state: 'prepared', attempts: [away(10)] })).toBe('Tries again');
    const lost = attempt(10, { state: 'ambiguous', responseClass: 'interrupted' });
    expect(next({ state: 'ambiguous', attempts: [lost] })).toBe('Asks Bluesky again');
    expect(next({ state: 'prepared', errorCode: 'account_disabled' })).toMatch(/^Goes on when/);
  });

  it('says nothing while something is under way, or where nothing follows', () => {
    const open = attempt(10, { state: 'sending', finishedAt: null });
    expect(next({ state: 'sending', attempts: [open] })).toBeNull();
    for (const state of ['published', 'failed', 'needs_check', 'cancelled'] as const)
      expect(next({ state })).toBeNull();
  });
});

it('tells how long things take', () => {
  expect(durationText(-5)).toBe('under 0.1 s');
  expect(durationText(420)).toBe('0.4 s');
  expect(durationText(9_990)).toBe('10 s');
  expect(waitText(59_499)).toBe('59 s');
  expect(waitText(60_000)).toBe('1 min');
  expect(waitText(190_000)).toBe('3 min 10 s');
  expect(waitText(7_500_000)).toBe('2 h 5 min');
});

describe('how far an upload is', () => {
  const going = (sent: number, isLast: boolean) =>
    uploadText(
      delivery({
        network: 'x',
        state: 'sending',
        upload: { sent, bytes: 96_000_000, isLast, canStop: !isLast },
      }),
    );
  it.each([
    [0, false, '0 kB of 96 MB uploaded'],
    [42_000_000, false, '42 MB of 96 MB uploaded'],
    [95_000_000, true, 'the last of 96 MB on its way, then X works on it'],
    [0, true, '96 MB on its way, then X works on it'],
  ])('%d of it, the last: %s', (sent, isLast, words) => expect(going(sent, isLast)).toBe(words));

  it('is not said where nothing is uploaded', () => expect(uploadText(delivery({}))).toBeNull());
});
