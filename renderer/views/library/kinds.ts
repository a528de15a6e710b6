import {
  AtSign,
  Hash,
  LayoutTemplate,
  type LucideIcon,
  MessageSquareReply,
  TextQuote,
} from 'lucide-react';
import type { LibraryKind } from '../../../shared/domain/library.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { LibraryItem } from '../../../shared/ipc/views.ts';

interface KindWords {
  /** Of the group. */
  many: string;
  /** In a sentence: "a snippet". */
  one: string;
  icon: LucideIcon;
  /** What it is good for, where there is none yet. */
  teaches: string;
}

export const KIND_WORDS: Readonly<Record<LibraryKind, KindWords>> = {
  snippet: {
    many: 'Snippets',
    one: 'snippet',
    icon: TextQuote,
    teaches: 'Words that come back: opening hours, a disclaimer, how to book.',
  },
  hashtags: {
    many: 'Hashtag sets',
    one: 'hashtag set',
    icon: Hash,
    teaches: 'Hashtags that go together, put in all at once.',
  },
  template: {
    many: 'Templates',
    one: 'template',
    icon: LayoutTemplate,
    teaches: 'A whole post to start from, with its first comment, category and labels.',
  },
  mention: {
    many: 'Mentions',
    one: 'saved mention',
    icon: AtSign,
    teaches: 'One name for somebody who is called otherwise on each network.',
  },
  reply: {
    many: 'Replies',
    one: 'saved reply',
    icon: MessageSquareReply,
    teaches: 'Answers that you give again and again, at hand in the inbox.',
  },
};

export const hashtagsText = (tags: readonly string[]): string =>
  tags.map((tag) => `#${tag}`).join(' ');

/** Hashtags in a text, or words that are to be some; each once, without `#`. */
export function tagsIn(text: string): string[] {
  const tags = text
    .split(/[\s,;]+/u)
    .map((word) => word.replace(/^#+/, '').replace(/[.,;:!?)"”]+$/u, ''))
    .filter((tag) => tag !== '' && !tag.includes('#'));
  return [...new Set(tags)];
}

/** What stands under a name in a list. */
export function excerptOf(item: LibraryItem): string {
  if (item.kind === 'hashtags') return hashtagsText(item.content.tags);
  if (item.kind !== 'mention') return item.content.text.replace(/\s+/g, ' ').trim();
  const handles = Object.entries(item.content.handles).map(
    ([network, handle]) => `${NETWORKS[network as keyof typeof NETWORKS].name} @${handle}`,
  );
  return handles.length > 0 ? handles.join(' · ') : 'By name alone, on every network';
}
