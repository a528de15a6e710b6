import { describe, expect, it } from 'vitest';
import { aroundNow, sumUp } from '../../../../../renderer/views/today/day.ts';
import { needLines, type Telling } from '../../../../../renderer/views/today/lines.ts';
import type { PostCard, WaitingPosts } from '../../../../../shared/ipc/views.ts';
import { card } from '../../../../support/post-card.ts';

const postCard = (changes: Partial<PostCard>): PostCard => ({
  ...card('post', '2026-11-23T09:00:00Z'),
  ...changes,
});
const telling: Telling = {
  now: 4,
  when: (at) => `at ${at}`,
  forDays: (since) => (since === 0 ? null : `${since} days`),
  networkName: () => 'Bluesky',
};
const waiting = (card: Partial<PostCard>, retryIds: string[] = []) => ({
  post: postCard({ scheduledAt: 5, excerpt: 'Warm\n\nbread', ...card }),
  ...{ since: 3, reason: null, retryIds, inPack: false },
});
const of = (kind: WaitingPosts['kind'], first: WaitingPosts['first'], total = first.length) => ({
  ...{ kind, first, total },
});
const lines = (posts: WaitingPosts[]) => needLines({ posts, accounts: [], gaps: [] }, telling);

describe('what needs the person', () => {
  it('has one action a line, the most urgent first', () => {
    const all = needLines(
      {
        posts: [
          of('held', [waiting({ id: 'h' })]),
          of('in_review', [waiting({ id: 'r', clientId: 'ada' })]),
          of('failed', [waiting({ id: 'f' }, ['d1', 'd2'])]),
          of('missed', [waiting({ id: 'm' })]),
          of('needs_check', [waiting({ id: 'n' })]),
          of('unscheduled', [waiting({ id: 'u' })]),
          of('change_requested', [
            { ...waiting({ id: 'c' }), reason: 'The other\npicture, please' },
          ]),
        ],
        accounts: [
          {
            accountId: 'e',
            clientId: 'ada',
            network: 'bluesky',
            handle: 'ada',
            kind: 'ending',
            message: null,
            endsAt: 9,
          },
          {
            accountId: 's',
            clientId: 'ada',
            network: 'bluesky',
            handle: 'eve',
            kind: 'reconnect',
            message: 'Sign in again.',
            endsAt: null,
          },
        ],
        gaps: [
          { clientId: 'ada', total: 5, first: [7, 8, 9].map((at) => ({ at, wallTime: `${at}` })) },
        ],
      },
      telling,
    );
    expect(all.map(({ title, label }) => `${title} | ${label}`)).toEqual([
      '@eve on Bluesky is signed out | Reconnect',
      'Did not go out: at 5 | Retry',
      'Nobody knows whether it went out: at 5 | Decide',
      'Missed its time: at 5 | Decide',
      'A change was asked for | Edit',
      'Planned, not scheduled: at 5 | Schedule',
      '1 post waits for approval | Make a pack',
      'Held back, due at 5 | Let it go',
      'The sign-in of @ada on Bluesky ends soon | Reconnect',
      '5 gaps in the coming week | Fill the gap',
    ]);
    expect(all[1]).toMatchObject({
      name: 'Retry: Warm bread',
      action: { kind: 'retry', deliveryIds: ['d1', 'd2'] },
    });
    expect(all.at(-1)).toMatchObject({
      detail: 'at 7, at 8, at 9, 2 more',
      action: { kind: 'fill', clientId: 'ada', wallTime: '7' },
    });
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  });

  it('tells of comments that turned: for the worse early, for the better late, each to be put away', () => {
    const turn = {
      ...{ clientId: 'ada', before: 40, now: -20, comments: 12, since: 2, foundAt: 3 },
    };
    const all = needLines(
      { posts: [of('failed', [waiting({})]), of('held', [waiting({})])], accounts: [], gaps: [] },
      telling,
      [
        { ...turn, direction: 'better' },
        { ...turn, clientId: 'brio', direction: 'worse' },
      ],
    );
    expect(all.map(({ about }) => about)).toEqual(['failed', 'turn_worse', 'held', 'turn_better']);
    expect(all[1]).toMatchObject({
      ...{ detail: '12 since at 2', clientId: 'brio', label: 'Read them' },
      action: { kind: 'mood', clientId: 'brio', mood: 'negative' },
      putAway: 'Put away: Comments turned worse',
    });
    expect(all[3]).toMatchObject({ action: { kind: 'mood', mood: 'positive' } });
  });

  it('shows a few of many, and one line that leads to the others', () => {
    const four = ['1', '2', '3', '4'].map((id) => waiting({ id }, ['d']));
    expect(lines([of('failed', four)])).toHaveLength(4);
    const many = lines([of('failed', four, 12)]);
    expect(many).toHaveLength(4);
    expect(many.at(-1)).toMatchObject({
      title: '9 more did not go out',
      action: { kind: 'posts', tab: 'needs-you' },
    });
  });

  it('lets nothing go by a click that somebody wants otherwise, or whose time is over', () => {
    const asked = { ...waiting({}), reason: 'Not like this' };
    expect(lines([of('held', [asked])])[0]).toMatchObject({ label: 'Look' });
    expect(lines([of('held', [waiting({ scheduledAt: 4 })])])[0]).toMatchObject({ label: 'Look' });
    expect(lines([of('held', [waiting({})])])[0]).toMatchObject({
      action: { kind: 'release', postId: 'post', at: 5 },
    });
  });

  it('says how long the first approval waits, and looks where nothing can be tried again', () => {
    expect(lines([of('in_review', [waiting({})], 8)])[0]).toMatchObject({
      ...{ title: '8 posts wait for approval', detail: 'The first for 3 days', clientId: null },
    });
    const out = { ...waiting({}), inPack: true };
    expect(lines([of('in_review', [out, out])])[0]).toMatchObject({
      ...{ detail: 'The first for 3 days, with the client', label: 'Show them' },
      action: { kind: 'approvals', makes: false },
    });
    expect(lines([of('failed', [waiting({})])])[0]).toMatchObject({ label: 'Look' });
  });
});

describe('the timeline', () => {
  const cards = Array.from({ length: 200 }, (_, index) =>
    postCard({
      id: `${index}`,
      scheduledAt: index,
      status: index < 100 ? 'published' : 'scheduled',
    }),
  );

  it('counts what is out and what goes out by itself; what is held does not', () => {
    const held = postCard({ status: 'scheduled', held: true });
    expect(sumUp([...cards, held])).toEqual({ out: 100, ahead: 100 });
  });

  it('draws what is around now, on two days, and says how many it leaves out', () => {
    const { today, tomorrow, nextId, hidden } = aroundNow(cards, 100, 150);
    expect(today.map(({ id }) => id).slice(0, 1)).toEqual(['80']);
    expect(today).toHaveLength(70);
    expect(tomorrow).toHaveLength(10);
    expect([nextId, hidden]).toEqual(['100', 120]);
    expect(aroundNow(cards, 500, 600)).toMatchObject({ nextId: null, tomorrow: [], hidden: 180 });
    expect(aroundNow([], 5, 9)).toEqual({ today: [], tomorrow: [], nextId: null, hidden: 0 });
  });
});
