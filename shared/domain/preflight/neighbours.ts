import { likeness } from '../similarity.ts';
import { counted, type Finding, warning } from './finding.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How far back and ahead a text is compared, ms. */
export const ALIKE_WITHIN = 30 * DAY;
/** Two posts of an account that are closer take each other's readers, ms. */
const CLASH_WITHIN = 15 * MINUTE;

/** Another post of an account that went out, or is to go out. */
export interface Neighbour {
  postId: string;
  accountId: string;
  /** UTC epoch ms. */
  at: number;
  /** What that account gets of it. */
  text: string;
}

interface Compared {
  targets: readonly { accountId: string; handle: string; text: string }[];
  /** When it is to go out, UTC epoch ms; null where nobody has said yet. */
  at: number | null;
  now: number;
}

interface Found {
  postId: string;
  at: number;
  handles: string[];
  accountId: string;
  kind: 'same' | 'near' | 'clash';
}

/** What a person wants to know of the posts around this one: that it says the same, or comes at the same time. */
export function checkNeighbours(
  { targets, at, now }: Compared,
  neighbours: readonly Neighbour[],
): Finding[] {
  const found = new Map<string, Found>();
  const compare = new Map(targets.map(({ text }) => [text, likeness(text)]));
  const note = (
    kind: Found['kind'],
    { postId, accountId, at: when }: Neighbour,
    handle: string,
  ) => {
    const key = `${kind} ${postId}`;
    const before = found.get(key);
    if (before) before.handles.push(handle);
    else found.set(key, { postId, at: when, handles: [handle], accountId, kind });
  };
  for (const { accountId, handle, text } of targets)
    for (const other of neighbours) {
      if (other.accountId !== accountId) continue;
      const distance = Math.abs(other.at - (at ?? now));
      const alike = distance <= ALIKE_WITHIN ? compare.get(text)?.(other.text) : null;
      if (alike) note(alike, other, handle);
      if (at !== null && distance < CLASH_WITHIN) note('clash', other, handle);
    }
  return closest([...found.values()], at ?? now).map((one) => findingOf(one, at ?? now, now));
}

/** One of each kind is enough to look at: the nearest. */
function closest(all: readonly Found[], at: number): Found[] {
  const nearest = all.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at));
  const texts = nearest.find(({ kind }) => kind !== 'clash');
  const clash = nearest.find(({ kind }) => kind === 'clash');
  return [texts, clash].filter((one) => one !== undefined);
}

function findingOf({ kind, postId, accountId, handles, at }: Found, mine: number, now: number) {
  const [first = '', ...others] = handles;
  const who = `@${first}${others.length > 0 ? ` and ${counted(others.length, 'other account')}` : ''}`;
  const goes = at < now ? 'went' : 'goes';
  const message =
    kind === 'clash'
      ? `Another post ${goes} out to ${who} ${minutesFrom(at, mine)}. Move one of them, so that both are seen.`
      : `${kind === 'same' ? 'The same' : 'Nearly the same'} text ${goes} out to ${who} ${daysFrom(at, mine)}. Say it in other words: networks show repeats to fewer people, and some refuse them.`;
  const code = kind === 'clash' ? 'time_clash' : 'near_duplicate';
  return { ...warning(code, message, accountId), postId };
}

function minutesFrom(at: number, mine: number): string {
  const minutes = Math.round(Math.abs(at - mine) / MINUTE);
  if (minutes === 0) return 'at the same time';
  return `${counted(minutes, 'minute')} ${at < mine ? 'before' : 'after'} this one`;
}

function daysFrom(at: number, mine: number): string {
  const days = Math.round(Math.abs(at - mine) / DAY);
  if (days === 0) return 'within a day of this one';
  return `${counted(days, 'day')} ${at < mine ? 'before' : 'after'} this one`;
}
