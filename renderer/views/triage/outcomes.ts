import type { RouteInput } from '../../../shared/ipc/contract.ts';
import type { MissedPost, Post } from '../../../shared/ipc/views.ts';

export type Decision = RouteInput<'triage.decide'>['decision'];

/** What became of a missed post here. `back`: it was taken back, and waits again. */
export type Outcome =
  | { kind: 'publishing' }
  | { kind: 'slot'; at: number }
  | { kind: 'moved'; at: number }
  | { kind: 'dropped' }
  | { kind: 'back' };

export interface DecidedPost {
  missed: MissedPost;
  outcome: Outcome;
  /** UTC epoch ms of this window's clock. */
  decidedAt: number;
}

/** A line of the screen. `outcome` is null while it waits for the person. */
export interface Entry {
  missed: MissedPost;
  outcome: Outcome | null;
}

/**
 * What waits and what was decided here, oldest first. What was decided elsewhere is gone from the list and so from here.
 * @param listedAt when the list was asked for; a decision of later is not in it yet
 */
export function entriesOf(
  listed: readonly MissedPost[],
  listedAt: number,
  decided: ReadonlyMap<string, DecidedPost>,
): Entry[] {
  const entries = new Map<string, Entry>(
    listed.map((missed) => [missed.post.id, { missed, outcome: null }]),
  );
  for (const [id, { missed, outcome, decidedAt }] of decided) {
    const isNewer = listedAt > decidedAt;
    if (outcome.kind === 'back') {
      if (!entries.has(id) && !isNewer) entries.set(id, { missed, outcome: null });
      // Missed once more after it was decided.
    } else if (!(entries.has(id) && isNewer)) entries.set(id, { missed, outcome });
  }
  return [...entries.values()].sort(byDueTime);
}

const byDueTime = (a: Entry, b: Entry): number =>
  (a.missed.post.scheduledAt ?? 0) - (b.missed.post.scheduledAt ?? 0) ||
  (a.missed.post.id < b.missed.post.id ? -1 : 1);

/** By client, in the order of their oldest post. */
export function byClient(entries: readonly Entry[]): [clientId: string, entries: Entry[]][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { clientId } = entry.missed.post;
    groups.set(clientId, [...(groups.get(clientId) ?? []), entry]);
  }
  return [...groups];
}

/** Which of the four a decision is, as the choices of a post name them. */
export const choiceOf = (decision: Decision): keyof MissedPost['choices'] =>
  typeof decision === 'string' ? decision : 'pick';

export const canBe = ({ choices }: MissedPost, choice: keyof MissedPost['choices']): boolean =>
  Boolean(choices[choice]);

/** What a decision that was carried out comes to. */
export function outcomeOf(decision: Decision, at: number | null): Outcome {
  if (decision === 'publish_now') return { kind: 'publishing' };
  if (decision === 'drop' || at === null) return { kind: 'dropped' };
  return { kind: decision === 'next_slot' ? 'slot' : 'moved', at };
}

/** Why a choice is not there, with the next step; null where nothing is missing. */
export function whyNot({ choices, problem }: MissedPost): string | null {
  if (problem !== null) return `It can’t be sent as it is. ${problem}`;
  return choices.next_slot === null
    ? 'There is no next slot: the queue of this client has no free time for its accounts.'
    : null;
}

const PUBLISH_OVER: ReadonlySet<Post['status']> = new Set(['published', 'failed', 'needs_check']);

/** Whether nothing more happens to a post that was published now. */
const isOver = (status: Post['status'] | undefined): boolean =>
  status !== undefined && PUBLISH_OVER.has(status);

/** What happened, in a sentence: `1 published, 2 moved, 1 dropped.`; empty where nothing did. */
export function closingSentence(
  entries: readonly Entry[],
  statusOf: (id: string) => Post['status'] | undefined,
): string {
  const counts = new Map<string, number>();
  for (const { missed, outcome } of entries) {
    const word = outcome && wordOf(outcome, statusOf(missed.post.id));
    if (word) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const parts = ORDER.flatMap((word) => {
    const count = counts.get(word);
    return count ? [`${count.toLocaleString()} ${word}`] : [];
  });
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

const ORDER = [
  'published',
  'being published',
  'not published',
  'in the next slot',
  'moved',
  'dropped',
] as const;

function wordOf(outcome: Outcome, status: Post['status'] | undefined) {
  switch (outcome.kind) {
    case 'publishing':
      if (status === 'published') return 'published';
      return isOver(status) ? 'not published' : 'being published';
    case 'slot':
      return 'in the next slot';
    case 'moved':
      return 'moved';
    case 'dropped':
      return 'dropped';
    case 'back':
      return null;
  }
}
