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
export function checkDraft(draft: Draft, accounts: readonly Account[]): DraftChecks {
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
      altText,
    })),
  });
  return { findings: withoutRepeats(findings), passed: passedLines(draft, targets, findings) };
}

/** Two accounts of one network say the same thing about an image: once is enough. */
const withoutRepeats = (findings: readonly Finding[]): Finding[] =>
  findings.filter(
    ({ message }, index) => findings.findIndex((other) => other.message === message) === index,
  );

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
    if (!has('alt_text_missing', 'alt_text_too_long'))
      lines.push(
        draft.media.length === 1 ? 'The image is described.' : 'All images are described.',
      );
    if (!has('too_many_images', 'image_type', 'image_unreadable'))
      lines.push(draft.media.length === 1 ? 'The image can be sent.' : 'All images can be sent.');
  }
  return lines;
}
