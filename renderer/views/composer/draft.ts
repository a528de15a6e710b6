import type { Crop } from '../../../shared/domain/crop.ts';
import type { Threading } from '../../../shared/domain/threading.ts';
import type { Post, PostMedia } from '../../../shared/ipc/views.ts';

/** One account the post goes to; `text` is its own version, null follows the main text. */
export interface DraftTarget {
  accountId: string;
  text: string | null;
}

/** What the person writes: everything that a save sends, and nothing else. */
export interface Draft {
  text: string;
  /** What becomes of a text that is too long for a network with threads. */
  threading: Threading;
  /** Our own comment under the post, where the network has that; empty for none. */
  firstComment: string;
  targets: DraftTarget[];
  media: PostMedia[];
  /** What kind of post it is, in the client's words; empty for none. */
  category: string;
  labelIds: string[];
  /** An AI wrote it first. */
  byAi: boolean;
}

export const EMPTY_DRAFT: Draft = {
  text: '',
  threading: 'off',
  firstComment: '',
  targets: [],
  media: [],
  category: '',
  labelIds: [],
  byAi: false,
};

export const draftOf = (post: Post): Draft => ({
  text: post.text,
  threading: post.threading,
  firstComment: post.firstComment,
  targets: post.targets.map(({ accountId, text }) => ({ accountId, text })),
  media: post.media,
  category: post.category,
  labelIds: post.labelIds,
  byAi: post.byAi,
});

/** Nothing worth keeping: no text, no image, no comment, no version of its own. */
export const isBlank = (draft: Draft): boolean =>
  draft.text.trim() === '' &&
  draft.firstComment.trim() === '' &&
  draft.media.length === 0 &&
  draft.targets.every((target) => (target.text ?? '').trim() === '');

/** Whether two drafts would be saved as the same thing. */
export const sameDraft = (one: Draft, other: Draft): boolean =>
  one.text === other.text &&
  one.threading === other.threading &&
  one.firstComment === other.firstComment &&
  one.category === other.category &&
  one.byAi === other.byAi &&
  sameIds(one.labelIds, other.labelIds) &&
  one.targets.length === other.targets.length &&
  one.targets.every((target, index) => {
    const twin = other.targets[index];
    return target.accountId === twin?.accountId && target.text === twin.text;
  }) &&
  one.media.length === other.media.length &&
  one.media.every((item, index) => {
    const twin = other.media[index];
    return (
      item.media.id === twin?.media.id &&
      item.altText === twin.altText &&
      JSON.stringify(item.crop) === JSON.stringify(twin.crop)
    );
  });

/** Labels have no order. */
const sameIds = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/** Every text with `change` done to it: the main one, those of accounts, the first comment. */
export const mapTexts = (draft: Draft, change: (text: string) => string): Draft => ({
  ...draft,
  text: change(draft.text),
  firstComment: change(draft.firstComment),
  targets: draft.targets.map((target) =>
    target.text === null ? target : { ...target, text: change(target.text) },
  ),
});

/** The text an account gets. */
export const textFor = (draft: Draft, accountId: string): string =>
  draft.targets.find((target) => target.accountId === accountId)?.text ?? draft.text;

export const hasTarget = (draft: { targets: readonly DraftTarget[] }, accountId: string): boolean =>
  draft.targets.some((target) => target.accountId === accountId);

/** Whether an account gets the main text. */
export const followsMain = (draft: Draft, accountId: string): boolean =>
  draft.targets.some((target) => target.accountId === accountId && target.text === null);

export const toggleTarget = (draft: Draft, accountId: string): Draft => ({
  ...draft,
  targets: hasTarget(draft, accountId)
    ? draft.targets.filter((target) => target.accountId !== accountId)
    : [...draft.targets, { accountId, text: null }],
});

/** Writes the main text, or with an account its own version; null puts it back to follow the main text. */
export function writeText(draft: Draft, accountId: string | null, text: string | null): Draft {
  if (accountId === null) return { ...draft, text: text ?? '' };
  return {
    ...draft,
    targets: draft.targets.map((target) =>
      target.accountId === accountId ? { ...target, text } : target,
    ),
  };
}

export const addMedia = (draft: Draft, item: PostMedia): Draft =>
  draft.media.some(({ media }) => media.id === item.media.id)
    ? draft
    : { ...draft, media: [...draft.media, item] };

export const removeMedia = (draft: Draft, mediaId: string): Draft => ({
  ...draft,
  media: draft.media.filter(({ media }) => media.id !== mediaId),
});

/** Puts an image back where it was. */
export function insertMedia(draft: Draft, item: PostMedia, at: number): Draft {
  const media = draft.media.filter((other) => other.media.id !== item.media.id);
  media.splice(at, 0, item);
  return { ...draft, media };
}

export function moveMedia(draft: Draft, mediaId: string, to: number): Draft {
  const item = draft.media.find(({ media }) => media.id === mediaId);
  const last = draft.media.length - 1;
  return item ? insertMedia(draft, item, Math.max(0, Math.min(last, to))) : draft;
}

export const describeMedia = (draft: Draft, mediaId: string, altText: string): Draft => ({
  ...draft,
  media: draft.media.map((item) => (item.media.id === mediaId ? { ...item, altText } : item)),
});

/** Null sends all of it. */
export const cropMedia = (draft: Draft, mediaId: string, crop: Crop | null): Draft => ({
  ...draft,
  media: draft.media.map((item) => (item.media.id === mediaId ? { ...item, crop } : item)),
});

/** The shape that `posts.create` and `posts.update` take. */
export const contentOf = (draft: Draft) => ({
  text: draft.text,
  threading: draft.threading,
  firstComment: draft.firstComment,
  category: draft.category.trim(),
  labelIds: draft.labelIds,
  byAi: draft.byAi,
  targets: draft.targets,
  media: draft.media.map(({ media, altText, crop }) => ({ mediaId: media.id, altText, crop })),
});
