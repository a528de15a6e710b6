import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must, openServices, type TestServices } from '../../support/services.ts';

const DAY = 24 * 60 * 60_000;
const RYE =
  'The rye comes out of the oven at six on Saturday. Come early, there are forty loaves and no more.';

let services: TestServices;
let client: ReturnType<TestServices['client']>;

beforeEach(() => {
  services = openServices();
  client = services.client();
});
afterEach(() => services.close());

/** A post that is scheduled for a wall-clock time in UTC. */
function scheduled(text: string, wallTime: string, accountIds = [client.accountId]) {
  const { posts } = services;
  const { id } = must(
    posts.create({
      clientId: client.id,
      text,
      targets: accountIds.map((accountId) => ({ accountId, text: null })),
      media: [],
    }),
  );
  must(posts.schedule({ id, wallTime, zone: 'Etc/UTC' }));
  return id;
}
const at = (wallTime: string) => Date.parse(`${wallTime}:00Z`);
const compare = (text: string, when: string | null, id: string | null = null) =>
  services.posts.compare({
    postId: id,
    targets: [{ accountId: client.accountId, text }],
    at: when === null ? null : at(when),
  });
/** So many days after now, at nine. */
const day = (days: number, time = '09:00') =>
  `${new Date(services.clock.now() + days * DAY).toISOString().slice(0, 10)}T${time}`;

describe('a post that says nearly the same as another one of the account', () => {
  it('is warned of, with the other post, within thirty days', () => {
    const other = scheduled(RYE, day(3));
    expect(compare(RYE.replace('forty', 'fifty'), day(8))).toEqual([
      {
        severity: 'warning',
        code: 'near_duplicate',
        accountId: client.accountId,
        postId: other,
        message: expect.stringMatching(
          /^Nearly the same text goes out to @\S+ 5 days before this one\./,
        ),
      },
    ]);
    expect(compare(RYE, day(8))[0]?.message).toMatch(/^The same text/);
    expect(compare(RYE, day(40))).toEqual([]);
    expect(compare('We are closed on Monday, and back on Tuesday from seven.', day(8))).toEqual([]);
  });

  it('is not told of itself, of a draft, of a removed one, or of another account', () => {
    const id = scheduled(RYE, day(3));
    expect(compare(RYE, day(3), id)).toEqual([]);
    must(services.posts.remove(id));
    must(services.posts.create({ clientId: client.id, text: RYE, targets: [], media: [] }));
    scheduled(RYE, day(4), [services.account(client.id)]);
    expect(compare(RYE, day(5))).toEqual([]);
  });

  it('is no news between occurrences of one recurring post', async () => {
    const { posts, recurrences, clock } = services;
    must(
      await recurrences.create({
        ...{ rule: 'FREQ=WEEKLY', startsAt: day(2), zone: 'Etc/UTC', skipHolidaysOf: null },
        from: {
          kind: 'content',
          clientId: client.id,
          ...{ text: RYE, threading: 'off', firstComment: '', category: '', labelIds: [] },
          ...{ targets: [{ accountId: client.accountId, text: null }], media: [] },
        },
      }),
    );
    const [first] = must(
      posts.calendar({ from: clock.now(), to: clock.now() + 20 * DAY, clientId: client.id }),
    );
    expect(posts.checkForPerson(first?.id ?? '')).toEqual([]);
    expect(compare(RYE, day(12))).toHaveLength(1);
  });
});

describe('two posts of an account at nearly the same time', () => {
  it('are told, with how far they are apart', () => {
    const other = scheduled('Fresh rye', day(3, '09:10'));
    expect(compare('Something else', day(3))).toMatchObject([
      {
        code: 'time_clash',
        postId: other,
        message: expect.stringContaining('10 minutes after this one'),
      },
    ]);
    expect(compare('Something else', day(3, '09:10'))[0]?.message).toContain('at the same time');
    expect(compare('Something else', day(3, '09:30'))).toEqual([]);
    expect(compare('Something else', null)).toEqual([]);
  });

  it('are in the list of a saved post, and keep nothing from being sent', () => {
    scheduled('Fresh rye', day(3, '09:10'));
    const id = scheduled('Something else', day(3, '09:12'));
    expect(services.posts.checkForPerson(id).map(({ code }) => code)).toEqual(['time_clash']);
    expect(services.posts.check(id)).toEqual([]);
  });
});
