import type { Mention } from '../../../shared/domain/mention.ts';
import { checkPost, type Finding } from '../../../shared/domain/preflight.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { practiceNote } from '../post-status/practice-note.ts';
import { type Draft, textFor } from './draft.ts';
import { type DraftMessage, messagesOf, partsOf } from './draft-messages.ts';

export interface DraftChecks {
  findings: Finding[];
  /** What is in order, in words, so that the list is no list of complaints only. */
  passed: string[];
  /** Where nobody sees it; null where everybody does. */
  practice: string | null;
}

interface DeskFacts {
  messages?: readonly DraftMessage[];
  /** Where files are put for networks that fetch them. */
  hasRelay?: boolean;
  /** Whom the library knows. */
  mentions?: readonly Mention[];
}

/** The pre-flight check of what is on the desk right now, saved or not. */
export function checkDraft(
  draft: Draft,
  accounts: readonly Account[],
  {
    mentions = [],
    messages = messagesOf(draft, accounts, mentions),
    hasRelay = true,
  }: DeskFacts = {},
): DraftChecks {
  const targets = messages.flatMap((message) => {
    const account = accounts.find(({ id }) => id === message.accountId);
    return account ? [{ account, ...message }] : [];
  });
  const findings = checkPost({
    targets: targets.map(({ account }) => ({
      accountId: account.id,
      network: account.network,
      handle: account.handle,
      status: account.status,
      serverLimits: account.serverLimits,
      practice: account.practice,
      text: textFor(draft, account.id),
    })),
    threading: draft.threading,
    firstComment: draft.firstComment,
    mentions,
    media: draft.media.map(({ media, ...item }) => ({ ...media, ...item })),
    hasRelay,
  });
  return {
    findings: withoutRepeats(findings),
    passed: passedLines(draft, targets, findings),
    practice: practiceNote(targets.map(({ account }) => account)),
  };
}

/** Two accounts of one network say the same thing about an image: once is enough. */
const withoutRepeats = (findings: readonly Finding[]): Finding[] =>
  findings.filter(
    ({ message }, index) => findings.findIndex((other) => other.message === message) === index,
  );

const MEDIA_TROUBLE: readonly Finding['code'][] = [
  'too_many_images',
  'image_type',
  'image_unreadable',
  'image_ratio',
  'video_not_taken',
  'too_many_videos',
  'video_and_images',
  'video_type',
  'video_too_large',
  'video_too_small',
  'video_size',
  'video_length',
  'video_ratio',
  'relay_missing',
];

function mediaWords({ media }: Draft): [string, 'is' | 'are'] {
  const videos = media.filter((item) => item.media.durationMs !== null).length;
  if (media.length === 1) return [videos === 1 ? 'The video' : 'The image', 'is'];
  if (videos === 0) return ['All images', 'are'];
  return [videos === media.length ? 'All videos' : 'All images and videos', 'are'];
}

function passedLines(
  draft: Draft,
  targets: readonly (DraftMessage & { account: Account })[],
  findings: readonly Finding[],
): string[] {
  const has = (...codes: Finding['code'][]) => findings.some(({ code }) => codes.includes(code));
  const lines: string[] = [];
  for (const { account, ...message } of targets) {
    const { name, text: limit } = message.capabilities;
    const { length: parts } = partsOf(message);
    const measure = measureText(message.text, limit);
    const isTold = findings.some(
      ({ code, accountId }) => TOO_MUCH.has(code) && accountId === account.id,
    );
    if (parts > 1 && !isTold)
      lines.push(`The text makes a thread of ${parts} posts on ${name} for @${account.handle}.`);
    else if (message.text.trim() !== '' && !measure.over)
      lines.push(
        `The text fits ${name}: ${measure.used} of ${measure.limit} for @${account.handle}.`,
      );
  }
  if (targets.length > 0 && !has('reconnect_needed', 'account_disabled'))
    lines.push(targets.length === 1 ? 'The account is signed in.' : 'All accounts are signed in.');
  if (draft.media.length > 0) {
    const [what, are] = mediaWords(draft);
    if (!has('alt_text_missing', 'alt_text_too_long')) lines.push(`${what} ${are} described.`);
    if (!has(...MEDIA_TROUBLE)) lines.push(`${what} can be sent.`);
  }
  return lines;
}

const TOO_MUCH: ReadonlySet<string> = new Set(['text_too_long', 'thread_too_long']);
