import type { TextLimit } from '../network.ts';

const WORD = String.raw`[\p{L}\p{M}\p{N}_]`;
/** `#word`, with a letter in it: `#1` is no hashtag anywhere. */
const HASHTAG = new RegExp(`(?<!${WORD}|[&/])[#＃](?=${WORD}*[\\p{L}])${WORD}+`, 'gu');
/** `@name`, not the second half of an e-mail address. */
const MENTION = new RegExp(`(?<!${WORD}|[./])[@＠](?=[._-]*${WORD})[\\w.-]+`, 'gu');

export interface TagCounts {
  hashtags: number;
  mentions: number;
}

/** Hashtags and mentions as networks count them that limit them. */
export const countTags = (text: string): TagCounts => ({
  hashtags: text.match(HASHTAG)?.length ?? 0,
  mentions: text.match(MENTION)?.length ?? 0,
});

/** By how much a text is over the network's limits; 0 where it is not or where nobody counts. */
export function tagsOver(text: string, limit: Pick<TextLimit, 'hashtags' | 'mentions'>): TagCounts {
  const { hashtags, mentions } = countTags(text);
  return {
    hashtags: Math.max(0, hashtags - (limit.hashtags ?? hashtags)),
    mentions: Math.max(0, mentions - (limit.mentions ?? mentions)),
  };
}
