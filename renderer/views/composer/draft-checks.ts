import { checkPost, type Finding } from '../../../shared/domain/preflight.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import type { Draft } from './draft.ts';
import { type DraftMessage, messagesOf, partsOf } from './draft-messages.ts';

export interface DraftChecks {
  findings: Finding[];
  /** What is in order, in words, so that the list is no list of complaints only. */
  passed: string[];
}

/** The pre-flight check of what is on the desk right now, saved or not. */
export function checkDraft(
  draft: Draft,
  accounts: readonly Account[],
  messages: readonly DraftMessage[] = messagesOf(draft, accounts),
): DraftChecks {
  const targets = messages.flatMap((message) => {
    const account = accounts.find(({ id }) => id === message.accountId);
    return account ? [{ account, ...message }] : [];
  });
  const findings = checkPost({
    targets: targets.map(({ account, text }) => ({
      accountId: account.id,
      network: account.network,
      handle: account.handle,
      status: account.status,
      serverLimits: account.serverLimits,
      text,
    })),
    threading: draft.threading,
    firstComment: draft.firstComment,
    media: draft.media.map(({ media, altText }) => ({ ...media, altText })),
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
    if (!has('alt_text_missing', 'alt_text_too_long'))
      lines.push(
        draft.media.length === 1 ? 'The image is described.' : 'All images are described.',
      );
    if (!findings.some(({ severity, code }) => severity === 'error' && OF_FILES.test(code)))
      lines.push(draft.media.length === 1 ? 'The image can be sent.' : 'All images can be sent.');
  }
  return lines;
}

const TOO_MUCH: ReadonlySet<string> = new Set(['text_too_long', 'thread_too_long']);
const OF_FILES = /image|video/;
