import { type Message, messageFor, takesThreads, type Written } from '../message.ts';
import type { NetworkCapabilities, TextLimit } from '../network.ts';
import { measureText } from '../text/measure.ts';
import { tagsOver } from '../text/tags.ts';
import { counted, error, type Finding, number } from './finding.ts';

/** Who a text goes to. */
export interface Addressee {
  accountId: string;
  handle: string;
}

/** The text that one account gets, whole or as a thread. */
export function checkText(
  capabilities: NetworkCapabilities,
  written: Written,
  to: Addressee,
): Finding[] {
  const message = messageFor(capabilities, written);
  const isThread = message.thread.length > 0;
  const length = isThread
    ? checkThread(capabilities, message, to)
    : checkLength(capabilities, message.text, to);
  return [...length, ...checkTags(capabilities, [message.text, ...message.thread], to)];
}

function checkLength(
  capabilities: NetworkCapabilities,
  text: string,
  { accountId, handle }: Addressee,
): Finding[] {
  const { name, text: limit } = capabilities;
  const measure = measureText(text, limit);
  const orThread = takesThreads(capabilities) ? ', or let it go on as a thread' : '';
  if (measure.used > measure.limit) {
    const excess = number(measure.used - measure.limit);
    return [
      error(
        'text_too_long',
        `${name} takes ${number(measure.limit)} characters. Shorten the text for @${handle} by ${excess}${orThread}.`,
        accountId,
      ),
    ];
  }
  if (measure.bytesLimit !== null && measure.bytesUsed > measure.bytesLimit) {
    return [
      error(
        'text_too_many_bytes',
        `The characters and emoji in the text for @${handle} take ${number(measure.bytesUsed)} bytes; ${name} takes ${number(measure.bytesLimit)}. Shorten it a little${orThread}.`,
        accountId,
      ),
    ];
  }
  return [];
}

function checkThread(
  { name, text: limit, thread: ability }: NetworkCapabilities,
  { text, thread }: Message,
  { accountId, handle }: Addressee,
): Finding[] {
  const most = ability?.most ?? null;
  const parts = [text, ...thread];
  const findings: Finding[] = [];
  if (parts.some((part) => measureText(part, limit).over))
    findings.push(
      error(
        'text_too_long',
        `A link or a word in the text for @${handle} is longer than a post on ${name} may be. Shorten it.`,
        accountId,
      ),
    );
  if (most !== null && parts.length > most)
    findings.push(
      error(
        'thread_too_long',
        `A thread on ${name} has ${most} posts at most; the text for @${handle} makes ${number(parts.length)}. Shorten it.`,
        accountId,
      ),
    );
  return findings;
}

/** Each part of a thread is a post of its own. */
function checkTags(
  { name, text: limit }: NetworkCapabilities,
  parts: readonly string[],
  { accountId, handle }: Addressee,
): Finding[] {
  return parts.flatMap((part) =>
    tooManyTags(part, limit).map(({ code, most, excess }) =>
      error(
        code,
        `${name} takes ${most} in a post. Remove ${excess} from the text for @${handle}.`,
        accountId,
      ),
    ),
  );
}

/** Our own comment under the post, for one network. */
export function checkFirstComment(
  { name, text: limit, firstComment }: NetworkCapabilities,
  comment: string,
): Finding[] {
  if (!firstComment || comment.trim() === '') return [];
  const { used, bytesUsed, bytesLimit, over } = measureText(comment, limit);
  const findings = tooManyTags(comment, limit).map(({ code, most, excess }) =>
    error(code, `${name} takes ${most} in a comment. Remove ${excess} from the first comment.`),
  );
  if (!over) return findings;
  const excess = used > limit.limit ? used - limit.limit : bytesUsed - (bytesLimit ?? 0);
  const unit = used > limit.limit ? 'character' : 'byte';
  return [
    error(
      'first_comment_too_long',
      `The first comment is ${counted(excess, unit)} too long for ${name}. Shorten it.`,
    ),
    ...findings,
  ];
}

function tooManyTags(text: string, limit: TextLimit) {
  const { hashtags, mentions } = tagsOver(text, limit);
  return [
    {
      code: 'too_many_hashtags' as const,
      over: hashtags,
      most: counted(limit.hashtags ?? 0, 'hashtag'),
      excess: number(hashtags),
    },
    {
      code: 'too_many_mentions' as const,
      over: mentions,
      most: counted(limit.mentions ?? 0, 'mention'),
      excess: number(mentions),
    },
  ].filter(({ over }) => over > 0);
}
