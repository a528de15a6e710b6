import type { PostMedia } from '../../../../shared/ipc/views.ts';
import type { Draft, DraftTarget } from '../draft.ts';
import { mergeText } from './merge-text.ts';

/** A part of a post that two people may change at once. */
export type Field = 'text' | 'firstComment' | 'threading' | 'category' | 'media' | `own ${string}`;

/** Both changed it, at the same place. */
export interface Conflict {
  field: Field;
  mine: string | null;
  theirs: string | null;
  base: string | null;
}

export interface Merge {
  /** With ours wherever both changed the same place. */
  draft: Draft;
  conflicts: Conflict[];
  /** Fields that both changed at different places, and fields that only they changed. */
  both: Field[];
  theirs: Field[];
}

export type Choice = 'mine' | 'theirs' | 'both';
export type Choices = Readonly<Partial<Record<Field, Choice>>>;

/** What it is called where no text is its own: the account follows the main text. Not a target at all: undefined. */
type Own = string | null | undefined;
const ownOf = (draft: Draft, accountId: string): Own =>
  draft.targets.find((target) => target.accountId === accountId)?.text;

/**
 * What two people, or one at two desks, made of the same post. What only one of them changed is taken; what both changed
 * at different places is put together; the rest are conflicts, decided by `choices`, and by ours where nothing is chosen.
 * @param base what both began with
 */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft, choices: Choices = {}): Merge {
  const merge: Merge = { draft: mine, conflicts: [], both: [], theirs: [] };

  const note = (
    field: Field,
    is: 'conflict' | 'both' | 'theirs',
    values: Omit<Conflict, 'field'>,
  ) => {
    if (is === 'conflict') merge.conflicts.push({ field, ...values });
    else merge[is].push(field);
  };

  function text(field: Field, was: string, ours: string, other: string): string {
    const merged = mergeText(was, ours, other);
    const values = { base: was, mine: ours, theirs: other };
    if (merged === null) {
      note(field, 'conflict', values);
      return chosenText(choices[field], ours, other);
    }
    if (merged !== ours) note(field, ours === was ? 'theirs' : 'both', values);
    return merged;
  }

  function scalar<Value extends string>(
    field: Field,
    was: Value,
    ours: Value,
    other: Value,
  ): Value {
    if (other === was || other === ours) return ours;
    const values = { base: was, mine: ours, theirs: other };
    note(field, ours === was ? 'theirs' : 'conflict', values);
    return ours === was || choices[field] === 'theirs' ? other : ours;
  }

  function own(accountId: string): Own {
    const field: Field = `own ${accountId}`;
    const [was, ours, other] = [base, mine, theirs].map((draft) => ownOf(draft, accountId));
    if (other === was || other === ours) return ours;
    const values = { base: was ?? null, mine: ours ?? null, theirs: other ?? null };
    if (ours === was) {
      note(field, 'theirs', values);
      return other;
    }
    const isText = typeof ours === 'string' && typeof other === 'string';
    if (isText && typeof was === 'string') return text(field, was, ours, other);
    note(field, 'conflict', values);
    if (isText) return chosenText(choices[field], ours, other);
    return choices[field] === 'theirs' ? other : ours;
  }

  const accountIds = [...new Set([...mine.targets, ...theirs.targets].map((one) => one.accountId))];
  const targets = accountIds.flatMap((accountId): DraftTarget[] => {
    const said = own(accountId);
    return said === undefined ? [] : [{ accountId, text: said }];
  });
  merge.draft = {
    text: text('text', base.text, mine.text, theirs.text),
    firstComment: text('firstComment', base.firstComment, mine.firstComment, theirs.firstComment),
    threading: scalar('threading', base.threading, mine.threading, theirs.threading),
    category: scalar('category', base.category, mine.category, theirs.category),
    labelIds: mergeSets(base.labelIds, mine.labelIds, theirs.labelIds),
    byAi: mine.byAi === base.byAi ? theirs.byAi : mine.byAi,
    targets,
    media: mine.media,
  };

  const media = mergeMedia(base.media, mine.media, theirs.media);
  const said = (list: readonly PostMedia[]) => list.map((item) => item.media.fileName).join('\n');
  const values = { base: said(base.media), mine: said(mine.media), theirs: said(theirs.media) };
  if (media === null) {
    note('media', 'conflict', values);
    merge.draft.media = chosenMedia(choices.media, mine.media, theirs.media);
  } else {
    if (!sameMedia(media, mine.media))
      note('media', sameMedia(mine.media, base.media) ? 'theirs' : 'both', values);
    merge.draft.media = media;
  }
  return merge;
}

const chosenText = (choice: Choice | undefined, mine: string, theirs: string): string => {
  if (choice === 'theirs') return theirs;
  if (choice !== 'both') return mine;
  return [mine, theirs].filter((text) => text.trim() !== '').join('\n\n');
};

const chosenMedia = (
  choice: Choice | undefined,
  mine: readonly PostMedia[],
  theirs: readonly PostMedia[],
): PostMedia[] => {
  if (choice === 'theirs') return [...theirs];
  if (choice !== 'both') return [...mine];
  return [...mine, ...theirs.filter((item) => !mine.some(isOf(item)))];
};

/** What either added is there, what either took off is not. */
const mergeSets = (base: readonly string[], mine: readonly string[], theirs: readonly string[]) => [
  ...mine.filter((id) => theirs.includes(id) || !base.includes(id)),
  ...theirs.filter((id) => !mine.includes(id) && !base.includes(id)),
];

const isOf = (item: PostMedia) => (other: PostMedia) => other.media.id === item.media.id;
/** What is said about an image besides which it is: its description, its crop. */
const detailsOf = ({ media: _media, ...details }: PostMedia): string => JSON.stringify(details);
const sameOrder = (one: readonly PostMedia[], other: readonly PostMedia[]): boolean =>
  one.length === other.length &&
  one.every((item, index) => other[index]?.media.id === item.media.id);
const sameMedia = (one: readonly PostMedia[], other: readonly PostMedia[]): boolean =>
  sameOrder(one, other) &&
  one.every((item, index) => detailsOf(item) === detailsOf(other[index] ?? item));

/** Null where both put them in an order of their own, or described the same one. */
function mergeMedia(
  base: readonly PostMedia[],
  mine: readonly PostMedia[],
  theirs: readonly PostMedia[],
): PostMedia[] | null {
  const order = orderOf(base, mine, theirs);
  if (order === null) return null;
  const merged: PostMedia[] = [];
  for (const item of order) {
    const [was, ours, other] = [base, mine, theirs].map((list) => list.find(isOf(item)));
    const details = [was, ours, other].map((one) => one && detailsOf(one));
    const [before, own, foreign] = details;
    if (!ours || !other) merged.push((ours ?? other) as PostMedia);
    else if (own === foreign || foreign === before) merged.push(ours);
    else if (own === before) merged.push(other);
    else return null;
  }
  return merged;
}

function orderOf(
  base: readonly PostMedia[],
  mine: readonly PostMedia[],
  theirs: readonly PostMedia[],
): readonly PostMedia[] | null {
  if (sameOrder(theirs, base) || sameOrder(mine, theirs)) return lost(base, mine, theirs);
  if (sameOrder(mine, base)) return lost(base, theirs, mine);
  const isLonger = (list: readonly PostMedia[]) => sameOrder(list.slice(0, base.length), base);
  // Both added something at the end: ours, then theirs.
  return isLonger(mine) && isLonger(theirs)
    ? [...mine, ...theirs.slice(base.length).filter((item) => !mine.some(isOf(item)))]
    : null;
}

/** Null where the one who took an image off did not see what the other says of it now. */
function lost(
  base: readonly PostMedia[],
  order: readonly PostMedia[],
  other: readonly PostMedia[],
): readonly PostMedia[] | null {
  const isLost = base.some((item) => {
    const now = other.find(isOf(item));
    return now && !order.some(isOf(item)) && detailsOf(now) !== detailsOf(item);
  });
  return isLost ? null : order;
}
