import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { checkPost, type Finding } from '../../../shared/domain/preflight.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { type Draft, textFor } from './draft.ts';

export interface DraftChecks {
  findings: Finding[];
  /** What is in order, in words, so that the list is no list of complaints only. */
  passed: string[];
}

/** The pre-flight check of what is on the desk right now, saved or not. */
export function checkDraft(
  draft: Draft,
  accounts: readonly Account[],
  hasRelay = true,
): DraftChecks {
  const targets = draft.targets.flatMap(({ accountId }) => {
    const account = accounts.find(({ id }) => id === accountId);
    return account ? [{ account, text: textFor(draft, accountId) }] : [];
  });
  const findings = checkPost({
    targets: targets.map(({ account, text }) => ({
      accountId: account.id,
      network: account.network,
      handle: account.handle,
      status: account.status,
      text,
    })),
    media: draft.media.map(({ media, altText }) => ({
      fileName: media.fileName,
      mimeType: media.mimeType,
      bytes: media.bytes,
      width: media.width,
      height: media.height,
      durationMs: media.durationMs,
      altText,
    })),
    hasRelay,
  });
  return { findings: withoutRepeats(findings), passed: passedLines(draft, targets, findings) };
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
  targets: readonly { account: Account; text: string }[],
  findings: readonly Finding[],
): string[] {
  const has = (...codes: Finding['code'][]) => findings.some(({ code }) => codes.includes(code));
  const lines: string[] = [];
  for (const { account, text } of targets) {
    const { name, text: limit } = NETWORKS[account.network];
    const measure = measureText(text, limit);
    if (text.trim() !== '' && !measure.over)
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
