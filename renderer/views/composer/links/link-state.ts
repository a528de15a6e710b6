import type { LinkTags } from '../../../../shared/domain/link-tags.ts';
import {
  changeLinks,
  hasTags,
  isTracked,
  linksIn,
  tagPairs,
  withoutTags,
  withoutTracking,
  withTags,
} from '../../../../shared/domain/links.ts';
import type { Draft } from '../draft.ts';

export interface LinkState {
  /** Different links that carry tracking of others. */
  tracked: number;
  /** Those without the client's tags, and with them; none where the client has no tags. */
  untagged: number;
  tagged: number;
}

type Texts = Pick<Draft, 'text' | 'firstComment' | 'targets'>;

const textsOf = ({ text, firstComment, targets }: Texts): string[] => [
  text,
  firstComment,
  ...targets.flatMap((target) => (target.text === null ? [] : [target.text])),
];

/** What there is to say of the links of a post: each link once, wherever it stands. */
export function linkState(draft: Texts, tags: LinkTags | null): LinkState {
  const links = [...new Set(textsOf(draft).flatMap((text) => linksIn(text).map(({ url }) => url)))];
  const ours = tags && tagPairs(tags).length > 0 ? tags : null;
  const tagged = ours ? links.filter((url) => hasTags(url, ours)).length : 0;
  return {
    tracked: links.filter((url) => isTracked(url, ours)).length,
    untagged: ours ? links.length - tagged : 0,
    tagged,
  };
}

export const cleaned = (text: string, tags: LinkTags | null): string =>
  changeLinks(text, (url) => withoutTracking(url, tags));

export const tagged = (text: string, tags: LinkTags): string =>
  changeLinks(text, (url) => withTags(url, tags));

export const untagged = (text: string, tags: LinkTags): string =>
  changeLinks(text, (url) => withoutTags(url, tags));
