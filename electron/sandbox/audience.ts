import { chanceOf } from './chance.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Where it is not known since when somebody is there. */
const OPENED = Date.UTC(2026, 0, 1);

/** What people do with a post. All grow with time, and never shrink. */
export interface Reactions {
  views: number;
  reach: number;
  likes: number;
  comments: number;
  shares: number;
  quotes: number;
  saves: number;
  clicks: number;
}

/** A comment of somebody who is made up. */
export interface ArrivedComment {
  /** From 0, in the order in which they came. */
  index: number;
  /** UTC epoch ms. */
  at: number;
  author: { handle: string; displayName: string };
  text: string;
  likes: number;
}

/** Share of the views that do each thing, from and to. */
const RATES: Readonly<Record<Exclude<keyof Reactions, 'views' | 'comments'>, [number, number]>> = {
  reach: [0.62, 0.9],
  likes: [0.01, 0.09],
  shares: [0.001, 0.02],
  quotes: [0, 0.004],
  saves: [0.001, 0.02],
  clicks: [0.004, 0.04],
};

const between = ([from, to]: readonly [number, number], chance: number) =>
  from + (to - from) * chance;

/**
 * The audience of a sandbox network: the same seed and post have the same one. Half of the views come within some
 * hours, the rest over days.
 */
export function createAudience(seed: number, now: () => number) {
  const grown = (postId: string, age: number) => {
    const half = between([2 * HOUR, 9 * HOUR], chanceOf(seed, postId, 'half'));
    return age <= 0 ? 0 : 1 - 2 ** (-age / half);
  };
  const viewsAtLast = (postId: string) =>
    Math.round(between([120, 6000], chanceOf(seed, postId, 'views') ** 2));

  function commentsOf(postId: string, publishedAt: number): ArrivedComment[] {
    const count = Math.floor(chanceOf(seed, postId, 'comments') * (COMMENTS.length + 1));
    return Array.from({ length: count }, (_, index) => {
      const draw = (what: string) => chanceOf(seed, postId, 'comment', index, what);
      const at = publishedAt + Math.round((index + 0.2 + draw('at')) * 7 * MINUTE);
      const author = PEOPLE[Math.floor(draw('author') * PEOPLE.length)] ?? PEOPLE[0];
      const text =
        COMMENTS[(index + Math.floor(chanceOf(seed, postId) * 7)) % COMMENTS.length] ?? '';
      const age = Math.max(0, now() - at);
      const likes = Math.floor(draw('likes') * 6 * (1 - 2 ** (-age / HOUR)));
      return { index, at, author, text, likes };
    }).filter(({ at }) => at <= now());
  }

  return {
    commentsOf,
    /**
     * What people say of somebody elsewhere: something each few days, the first of it soon.
     * @param name as it is written there @param since when it began, UTC epoch ms
     */
    mentionsOf(who: string, name: string, since: number): ArrivedComment[] {
      const found: ArrivedComment[] = [];
      for (let index = 0; ; index++) {
        const draw = (what: string) => chanceOf(seed, who, 'mention', index, what);
        const late =
          index === 0 ? 20 * MINUTE * (1 + draw('at')) : DAY * (index * 2.5 + draw('at'));
        const at = since + Math.round(late);
        if (at > now()) return found;
        const author = PEOPLE[Math.floor(draw('author') * PEOPLE.length)] ?? PEOPLE[0];
        const first = Math.floor(chanceOf(seed, who, 'mentions') * MENTIONS.length);
        const text = (MENTIONS[(first + index) % MENTIONS.length] ?? '').replace('{name}', name);
        found.push({ index, at, author, text, likes: Math.floor(draw('likes') * 9) });
      }
    },
    /**
     * How many people follow somebody more than at first: some each day, and some days a few leave.
     * @param since UTC epoch ms; nobody on the first day
     */
    followersGained(who: string, since: number = OPENED): number {
      const days = Math.floor((now() - since) / DAY);
      if (days < 1) return 0;
      const aDay = between([0.4, 3.2], chanceOf(seed, who, 'followers a day'));
      return Math.max(0, Math.round(aDay * (days + 3 * chanceOf(seed, who, 'day', days))));
    },
    /** @param publishedAt UTC epoch ms */
    reactionsTo(postId: string, publishedAt: number): Reactions {
      const views = Math.floor(
        viewsAtLast(postId) * grown(postId, Math.max(0, now() - publishedAt)),
      );
      const share = (what: keyof typeof RATES) =>
        Math.floor(views * between(RATES[what], chanceOf(seed, postId, what)));
      return {
        views,
        reach: share('reach'),
        likes: share('likes'),
        comments: commentsOf(postId, publishedAt).length,
        shares: share('shares'),
        quotes: share('quotes'),
        saves: share('saves'),
        clicks: share('clicks'),
      };
    },
  };
}

const person = (handle: string, displayName: string) => ({ handle, displayName });
const PEOPLE = [
  person('nora.field', 'Nora Field'),
  person('tobias_k', 'Tobias K.'),
  person('the.bread.shelf', 'The Bread Shelf'),
  person('amal', 'Amal'),
  person('yuki.draws', 'Yuki'),
  person('pedro_m', 'Pedro M.'),
  person('lena.outdoors', 'Lena'),
] as const;

const COMMENTS = [
  'This is lovely. Where can I find it?',
  'Saved for later, thank you!',
  'Do you ship abroad?',
  'I tried this last week and it worked.',
  'Not for me, but well made.',
  'What are your opening hours in December?',
  'The second one is my favourite.',
  'I ordered ten days ago and have heard nothing. Can you help?',
] as const;

const MENTIONS = [
  'Spent the morning with {name} and would go again tomorrow.',
  'Does anybody here know whether {name} is open on Sundays?',
  'Two weeks in and still happy with what {name} made for us.',
  'Waited forty minutes at {name} today. That was not great.',
  'If you are in town, look at {name} first.',
  'Thanks {name} for helping out at such short notice!',
] as const;
