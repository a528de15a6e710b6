import { Temporal } from 'temporal-polyfill';
import { resolveWallTime, type WallTimeShift } from './wall-time.ts';

/** A time of the week that a queue fills. */
export interface QueueSlot {
  /** ISO 8601: 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** Wall clock in the queue's zone, `HH:mm`. */
  time: string;
  /** Only for posts of this account; null for every account of the client. */
  accountId: string | null;
}

/** A slot on one day. */
export interface SlotTime {
  /** UTC epoch ms. */
  at: number;
  /** What the slot says on that day, `YYYY-MM-DDTHH:mm`; `shift` says whether the clock agrees. */
  wallTime: string;
  shift: WallTimeShift;
}

interface OpenSlot extends SlotTime {
  /** Accounts that have room then. */
  accounts: 'all' | ReadonlySet<string>;
}

/** Which accounts have a post at an instant already. */
export type Taken = (at: number) => readonly string[];

export interface QueuedPost {
  id: string;
  /** UTC epoch ms. */
  at: number;
  /** What it says of its time, where that is known: two zones may have the same instant under other names. */
  says?: { wallTime: string | null; zone: string | null };
  accounts: readonly string[];
}

/** A queued post that is due so soon stays where it is, ms. */
export const HOLD = 5 * 60_000;
/** Nothing is queued further ahead, in days. */
const HORIZON = 3650;

/**
 * The slots after `from`, in order. A time that the clock skips is moved on by the length of the gap, one
 * that happens twice is the first (the rule of `resolveWallTime`); slots that fall together are one.
 */
export function* slotTimes(
  slots: readonly QueueSlot[],
  zone: string,
  from: number,
): Generator<OpenSlot> {
  if (slots.length === 0) return;
  // A gap around midnight moves a slot into the next day or past its first ones: begin a day early.
  const first = Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .subtract({ days: 1 });
  const waiting = new Map<number, OpenSlot>();
  for (let day = 0; day < HORIZON; day++) {
    const date = first.add({ days: day });
    for (const slot of slots.filter(({ weekday }) => weekday === date.dayOfWeek)) {
      const wallTime = `${date}T${slot.time}`;
      const { at, shift } = resolveWallTime(wallTime, zone);
      if (at <= from) continue;
      const same = waiting.get(at);
      if (same) waiting.set(at, { ...same, accounts: merged(same.accounts, slot.accountId) });
      else waiting.set(at, { at, wallTime, shift, accounts: merged(new Set(), slot.accountId) });
    }
    if (waiting.size === 0) continue;
    // Later days can't bring an earlier one.
    const tomorrow = date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
    const ready = [...waiting.values()].filter((slot) => slot.at < tomorrow);
    for (const slot of ready.sort((a, b) => a.at - b.at)) {
      waiting.delete(slot.at);
      yield slot;
    }
  }
}

const merged = (accounts: OpenSlot['accounts'], accountId: string | null) =>
  accounts === 'all' || accountId === null ? 'all' : new Set([...accounts, accountId]);

/**
 * A slot has room for one post of each account. A post fits where each of its accounts has room.
 * @param from UTC epoch ms; only slots after it
 * @param accounts of the post, at least one
 * @returns at most `count`, fewer where there are no more within ten years
 */
export function nextFreeSlots(
  slots: readonly QueueSlot[],
  zone: string,
  from: number,
  taken: Taken,
  accounts: readonly string[],
  count: number,
): SlotTime[] {
  const free: SlotTime[] = [];
  if (count < 1 || !canEverFit(slots, accounts)) return free;
  for (const { accounts: room, ...slot } of slotTimes(slots, zone, from)) {
    if (!fits(room, accounts) || overlaps(taken(slot.at), accounts)) continue;
    free.push(slot);
    if (free.length === count) break;
  }
  return free;
}

/** A slot that is free, and whose posts it is for; null for every account. */
export interface FreeSlot extends SlotTime {
  accountIds: string[] | null;
}

/** What a post without accounts takes of a slot: all of it. */
export const ANY_ACCOUNT = '*';

/**
 * The slots of a span at which nothing stands yet.
 * @param from UTC epoch ms, inclusive
 * @param to UTC epoch ms, exclusive
 */
export function freeBetween(
  slots: readonly QueueSlot[],
  zone: string,
  from: number,
  to: number,
  taken: Taken,
): FreeSlot[] {
  const free: FreeSlot[] = [];
  for (const { accounts, ...slot } of slotTimes(slots, zone, from - 1)) {
    if (slot.at >= to) break;
    const there = taken(slot.at);
    const isTaken =
      accounts === 'all'
        ? there.length > 0
        : there.some((account) => account === ANY_ACCOUNT || accounts.has(account));
    if (!isTaken) free.push({ ...slot, accountIds: accounts === 'all' ? null : [...accounts] });
  }
  return free;
}

/** Whether a time of the week has room for all of the accounts: otherwise ten years are searched in vain. */
const canEverFit = (slots: readonly QueueSlot[], accounts: readonly string[]): boolean =>
  accounts.length > 0 &&
  slots.some(({ weekday, time }) => {
    const together = slots.filter((slot) => slot.weekday === weekday && slot.time === time);
    return accounts.every((account) =>
      together.some(({ accountId }) => accountId === null || accountId === account),
    );
  });

const fits = (room: OpenSlot['accounts'], accounts: readonly string[]): boolean =>
  room === 'all' || accounts.every((account) => room.has(account));

const overlaps = (taken: readonly string[], accounts: readonly string[]): boolean =>
  taken.some((account) => accounts.includes(account));

export interface Reflow {
  /** Posts that get another time. */
  moved: (SlotTime & { id: string })[];
  /** Posts that no slot has room for: they keep their time and leave the queue. */
  left: string[];
}

/**
 * Closes the gaps of a queue: in their order, each post takes the earliest slot with room. What is due within
 * the next five minutes is not moved, and no post gets a time that is over. Doing it again changes nothing.
 * @param queued in the order of their times
 * @param taken by other posts than these
 */
export function reflow(
  slots: readonly QueueSlot[],
  zone: string,
  now: number,
  queued: readonly QueuedPost[],
  taken: Taken,
): Reflow {
  const moved: Reflow['moved'] = [];
  const left: string[] = [];
  const known = new Map<number, string[]>();
  const takenAt = (at: number): string[] => {
    const accounts = known.get(at) ?? [...taken(at)];
    known.set(at, accounts);
    return accounts;
  };
  const place = (at: number, accounts: readonly string[]) => takenAt(at).push(...accounts);
  // What stays has its place before the others choose theirs.
  const flowing: QueuedPost[] = [];
  for (const post of queued) {
    if (isHeld(post, now)) place(post.at, post.accounts);
    else if (canEverFit(slots, post.accounts)) flowing.push(post);
    else {
      left.push(post.id);
      place(post.at, post.accounts);
    }
  }
  const ahead = aheadOf(slots, zone, now);
  for (const post of flowing) {
    const slot = ahead.find(
      (at) => fits(at.accounts, post.accounts) && !overlaps(takenAt(at.at), post.accounts),
    );
    if (!slot) {
      left.push(post.id);
      place(post.at, post.accounts);
      continue;
    }
    place(slot.at, post.accounts);
    const { accounts: _accounts, ...time } = slot;
    const { says } = post;
    const otherwise = says && (says.wallTime !== slot.wallTime || says.zone !== zone);
    if (slot.at !== post.at || otherwise) moved.push({ id: post.id, ...time });
  }
  return { moved, left };
}

const isHeld = (post: QueuedPost, now: number): boolean => post.at <= now + HOLD;

/** The slots from `now` on, resolved once however often they are walked. */
function aheadOf(slots: readonly QueueSlot[], zone: string, now: number) {
  const known: OpenSlot[] = [];
  const more = slotTimes(slots, zone, now);
  return {
    find(wanted: (slot: OpenSlot) => boolean): OpenSlot | undefined {
      for (let index = 0; ; index++) {
        let slot = known[index];
        if (!slot) {
          const next = more.next();
          if (next.done) return undefined;
          slot = next.value;
          known.push(slot);
        }
        if (wanted(slot)) return slot;
      }
    },
  };
}
