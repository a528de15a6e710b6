import { findMention, type Mention, mentionedIn } from '../mention.ts';
import { type Finding, warning } from './finding.ts';

/** Names in braces that the library does not know, or not any more: they go out as words. */
export function checkMentions(
  texts: readonly string[],
  mentions: readonly Mention[] = [],
): Finding[] {
  const names = [...new Set(texts.flatMap(mentionedIn))];
  return names
    .filter((name) => !findMention(mentions, name))
    .map((name) =>
      warning(
        'unknown_mention',
        `“${name}” is not among the saved mentions, so it goes out as plain words. Save it in the library, or take off the braces.`,
      ),
    );
}
