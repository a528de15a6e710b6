import type { ImageLimit, NetworkCapabilities, NetworkId } from './network.ts';
import { NETWORKS } from './networks/index.ts';
import { altTextLength, measureText } from './text/measure.ts';

/** One account the post goes to, with the text it gets: its own, or the master text. */
export interface PreflightTarget {
  accountId: string;
  network: NetworkId;
  handle: string;
  text: string;
  status: 'connected' | 'reconnect_needed' | 'disabled';
}

export interface PreflightMedia {
  fileName: string;
  mimeType: string;
  altText: string;
  /** `false` where the file could not be read any more. */
  readable?: boolean;
}

export interface PreflightInput {
  targets: readonly PreflightTarget[];
  media: readonly PreflightMedia[];
}

type FindingCode =
  | 'no_target'
  | 'nothing_to_say'
  | 'text_too_long'
  | 'text_too_many_bytes'
  | 'too_many_images'
  | 'image_type'
  | 'image_still'
  | 'image_unreadable'
  | 'alt_text_missing'
  | 'alt_text_too_long'
  | 'reconnect_needed'
  | 'account_disabled'
  /** Told by the core, which knows this computer; `checkPost` never says it. */
  | 'computer_asleep';

export interface Finding {
  /** An `error` keeps the post from being scheduled and from being sent. */
  severity: 'error' | 'warning';
  code: FindingCode;
  message: string;
  /** The account it is about, `null` for the post itself. */
  accountId: string | null;
}

/** The one check before a post leaves: composer, scheduling and publisher all ask here. Errors come first. */
export function checkPost({ targets, media }: PreflightInput): Finding[] {
  const findings: Finding[] = [];
  if (targets.length === 0)
    findings.push(error('no_target', 'Choose at least one account to publish to.'));
  for (const item of media) {
    if (item.readable === false)
      findings.push(
        error('image_unreadable', `“${item.fileName}” can’t be read any more. Add it again.`),
      );
  }
  for (const target of targets) findings.push(...checkTarget(target, media.length));
  for (const network of new Set(targets.map((target) => target.network)))
    findings.push(...checkMedia(NETWORKS[network], media));
  return findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => finding.severity === 'error');

const RANK = { error: 0, warning: 1 };

const error = (code: FindingCode, message: string, accountId: string | null = null): Finding => ({
  severity: 'error',
  code,
  message,
  accountId,
});
const warning = (code: FindingCode, message: string, accountId: string | null = null): Finding => ({
  severity: 'warning',
  code,
  message,
  accountId,
});

function checkTarget(target: PreflightTarget, mediaCount: number): Finding[] {
  const { accountId, handle, text } = target;
  const findings: Finding[] = [];
  if (text.trim() === '' && mediaCount === 0)
    findings.push(
      error('nothing_to_say', `Write a text or add an image for @${handle}.`, accountId),
    );
  if (target.status === 'disabled')
    findings.push(
      error(
        'account_disabled',
        `@${handle} is paused. Turn it on in Accounts, or take it off this post.`,
        accountId,
      ),
    );
  if (target.status === 'reconnect_needed')
    findings.push(
      warning(
        'reconnect_needed',
        `@${handle} is signed out. Reconnect it in Accounts before the post is due.`,
        accountId,
      ),
    );
  return [...findings, ...checkText(NETWORKS[target.network], target)];
}

function checkText(capabilities: NetworkCapabilities, target: PreflightTarget): Finding[] {
  const { name, text: limit } = capabilities;
  const measure = measureText(target.text, limit);
  if (measure.used > measure.limit) {
    const excess = measure.used - measure.limit;
    return [
      error(
        'text_too_long',
        `${name} takes ${number(measure.limit)} characters. Shorten the text for @${target.handle} by ${number(excess)}.`,
        target.accountId,
      ),
    ];
  }
  if (measure.bytesLimit !== null && measure.bytesUsed > measure.bytesLimit) {
    return [
      error(
        'text_too_many_bytes',
        `The characters and emoji in the text for @${target.handle} take ${number(measure.bytesUsed)} bytes; ${name} takes ${number(measure.bytesLimit)}. Shorten it a little.`,
        target.accountId,
      ),
    ];
  }
  return [];
}

/** Once for each network, not for each account: the images are the same. */
function checkMedia(
  { name, images }: NetworkCapabilities,
  media: readonly PreflightMedia[],
): Finding[] {
  const findings = media.flatMap((item) => checkImage(name, images, item));
  const excess = media.length - images.count;
  if (excess <= 0) return findings;
  const tooMany = `${name} takes ${images.count} images in a post. Remove ${excess}.`;
  return [error('too_many_images', tooMany), ...findings];
}

function checkImage(name: string, limit: ImageLimit, item: PreflightMedia): Finding[] {
  const { fileName, mimeType, altText } = item;
  const findings: Finding[] = [];
  if (!mimeType.startsWith('image/'))
    findings.push(error('image_type', `${name} can’t show “${fileName}”. Remove it.`));
  if (mimeType === 'image/gif' || mimeType === 'image/apng')
    findings.push(warning('image_still', `${name} shows “${fileName}” as a still picture.`));
  if (!limit.altText) return findings;
  if (altText.trim() === '')
    findings.push(
      warning('alt_text_missing', `Describe “${fileName}” for people who can’t see it.`),
    );
  const excess = altTextLength(altText, limit) - limit.altTextLimit;
  if (excess > 0)
    findings.push(
      error(
        'alt_text_too_long',
        `Shorten the description of “${fileName}” by ${number(excess)} characters for ${name}.`,
      ),
    );
  return findings;
}

const number = (value: number): string => value.toLocaleString('en');
