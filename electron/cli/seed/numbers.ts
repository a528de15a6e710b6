import type BetterSqlite3 from 'better-sqlite3';
import { accountSnapshots, metricSnapshots } from '../../database/schema/index.ts';
import type { Random } from '../../demo/random.ts';
import { prepareInsert } from './insert.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** Of what came out in the last two months there is a series; of older posts the last numbers. */
const SERIES = 62 * DAY;
/** Ages at which the numbers were read. */
const READ_AT = [HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY];
const LAST_AT = 90 * DAY;
/** Accounts are asked once a day. */
const SIZES = 122 * DAY;

/** Writes how a post’s numbers grew by `now`, as Bluesky tells them: likes, comments, shares and saves, and no views. */
export function prepareNumbers(raw: BetterSqlite3.Database, now: number, random: Random) {
  const insert = prepareInsert(raw, metricSnapshots);

  return (deliveryId: string, publishedAt: number, followers: number): void => {
    // Few posts do very well, most do not.
    const reach = followers * (0.1 + 0.9 * random.next() ** 3);
    const likes = reach * (0.01 + 0.05 * random.next());
    const comments = likes * 0.25 * random.next() ** 2;
    const shares = likes * 0.2 * random.next() ** 2;
    const saves = likes * 0.1 * random.next();
    const half = (2 + 8 * random.next()) * HOUR;
    const age = now - publishedAt;
    const ages =
      age > SERIES
        ? [Math.min(age, LAST_AT)]
        : [...READ_AT.filter((at) => at < age), ...(age >= HOUR ? [age] : [])];
    for (const at of ages) {
      const grown = 1 - 2 ** (-at / half);
      const takenAt = publishedAt + at;
      insert({
        ...{ id: random.id(takenAt), deliveryId, takenAt },
        ...{ likes: Math.round(likes * grown), comments: Math.round(comments * grown) },
        ...{ shares: Math.round(shares * grown), saves: Math.round(saves * grown) },
        ...{ views: null, clicks: null },
      });
    }
  };
}

/** Writes how an account grew to what it has now, a day at a time for four months. */
export function plantSizes(
  raw: BetterSqlite3.Database,
  accounts: readonly { id: string; followers: number; following: number; postCount: number }[],
  now: number,
  random: Random,
): void {
  const insert = prepareInsert(raw, accountSnapshots);
  for (const { id: accountId, followers, following, postCount } of accounts) {
    let size = followers;
    const aDay = 0.0004 + 0.0016 * random.next();
    for (let back = 0; back <= SIZES; back += DAY) {
      const takenAt = now - back - random.between(0, HOUR);
      insert({
        ...{ id: random.id(takenAt), accountId, takenAt },
        ...{ followers: Math.max(0, size), following, postCount },
      });
      // Some days people leave.
      size -= Math.round(size * aDay * (-0.4 + 2.8 * random.next()));
    }
  }
}
