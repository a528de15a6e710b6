import { likeness } from './similarity.ts';
import { resolveWallTime, wallTimeAt } from './wall-time.ts';

/** What became of a piece of a plan. A taken one has a post, unless that was deleted since. */
export const PROPOSAL_STATES = ['open', 'taken', 'dismissed'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** No plan goes over more days. */
export const PLAN_DAYS = 62;
/** No plan has more posts. */
const PLAN_POSTS = 60;

/** How many posts a span has at so many a week: at least one. */
export const postsIn = (days: number, perWeek: number): number =>
  Math.min(PLAN_POSTS, Math.max(1, Math.round((days * perWeek) / 7)));

/** A time that is free, and the accounts that have room then. */
export interface PlanSlot {
  /** UTC epoch ms. */
  at: number;
  /** What the clock says then, `YYYY-MM-DDTHH:mm`. */
  wallTime: string;
  accountIds: readonly string[];
}

/** What a plan may be made of. Nothing else comes out, whatever a model says. */
export interface PlanFrame {
  zone: string;
  /** UTC epoch ms; nothing is planned at it or before. */
  now: number;
  /** Calendar dates in the zone, the last one included. */
  firstDay: string;
  lastDay: string;
  /** The free times; null where the client has no slots, so that any time of the span will do. */
  slots: readonly PlanSlot[] | null;
  /** The chosen accounts, by the code that the model knows them by. */
  accounts: ReadonlyMap<string, string>;
  /** Accounts that have a post at an instant already. */
  takenAt(at: number): readonly string[];
  /** What was said lately or is planned already. */
  said: readonly string[];
  count: number;
}

/** A piece as a model says it. */
export interface SaidPiece {
  slot: string;
  accounts: readonly string[];
  topic: string;
  text: string;
  category: string;
  why: string;
}

export interface PlanPiece {
  at: number;
  accountIds: string[];
  topic: string;
  text: string;
  category: string;
  reason: string;
}

/** Why a piece was left out, in the words that the model is told. */
type Fault = 'no such time' | 'not free' | 'no such account' | 'says the same as another post';

const LONGEST = { topic: 200, category: 60, reason: 500 } as const;
const TIME = /(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}):(\d{2})/;

/** Of what a model said, the pieces that can be: earliest first, each at a time of its own. */
export function piecesOf(
  said: readonly SaidPiece[],
  frame: PlanFrame,
): { pieces: PlanPiece[]; faults: { slot: string; fault: Fault }[] } {
  const pieces: PlanPiece[] = [];
  const faults: { slot: string; fault: Fault }[] = [];
  for (const one of said) {
    if (pieces.length === frame.count) break;
    const piece = pieceOf(one, frame, pieces);
    if (typeof piece === 'string') faults.push({ slot: one.slot, fault: piece });
    else pieces.push(piece);
  }
  return { pieces: pieces.sort((a, b) => a.at - b.at), faults };
}

function pieceOf(one: SaidPiece, frame: PlanFrame, others: readonly PlanPiece[]) {
  const slot = slotOf(one.slot, frame);
  if (!slot) return 'no such time';
  if (others.some(({ at }) => at === slot.at)) return 'not free';
  const named = one.accounts.map((code) => frame.accounts.get(code.trim().toLowerCase()));
  // Nobody named: all that have room. Only strangers named: meant for somebody else.
  const wanted =
    named.length === 0
      ? slot.accountIds
      : slot.accountIds.filter((accountId) => named.includes(accountId));
  if (wanted.length === 0)
    return named.length > 0 && named.every((id) => id === undefined)
      ? 'no such account'
      : 'not free';
  const text = one.text.trim();
  const compare = likeness(text);
  if (
    [...frame.said, ...others.map((other) => other.text)].some((other) => compare(other) !== null)
  )
    return 'says the same as another post';
  return {
    ...{ at: slot.at, accountIds: [...new Set(wanted)], text },
    topic: head(one.topic, LONGEST.topic),
    // A category is the client’s word: half of one is none.
    category: one.category.trim().length > LONGEST.category ? '' : one.category.trim(),
    reason: head(one.why, LONGEST.reason),
  };
}

/** The time that is meant, if it is ahead, in the span and free. */
function slotOf(said: string, frame: PlanFrame): PlanSlot | null {
  const [, day, hour = '', minute] = TIME.exec(said) ?? [];
  if (day === undefined) return null;
  const wallTime = `${day}T${hour.padStart(2, '0')}:${minute}`;
  const slot = frame.slots
    ? (frame.slots.find((one) => one.wallTime === wallTime) ?? null)
    : anySlot(wallTime, frame);
  if (!slot || slot.at <= frame.now || !isInSpan(slot.at, frame)) return null;
  const taken = frame.takenAt(slot.at);
  const chosen = new Set(frame.accounts.values());
  return {
    ...slot,
    accountIds: slot.accountIds.filter((id) => chosen.has(id) && !taken.includes(id)),
  };
}

function anySlot(wallTime: string, { zone, accounts }: PlanFrame): PlanSlot | null {
  try {
    const { at } = resolveWallTime(wallTime, zone);
    return { at, wallTime, accountIds: [...accounts.values()] };
  } catch {
    // The 30th of February.
    return null;
  }
}

/** Whether an instant is on one of the span’s days. */
export function isInSpan(
  at: number,
  { zone, firstDay, lastDay }: Pick<PlanFrame, 'zone' | 'firstDay' | 'lastDay'>,
): boolean {
  const day = wallTimeAt(at, zone).slice(0, 10);
  return day >= firstDay && day <= lastDay;
}

/** One line of no more than so many characters; a mark says where something is left away. */
function head(text: string, most: number): string {
  const letters = [...text.replace(/\s+/gu, ' ').trim()];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('');
}
