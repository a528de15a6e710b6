import type { Written } from './message.ts';
import type { NetworkCapabilities, NetworkId, ServerLimits } from './network.ts';
import { NETWORKS } from './networks/index.ts';
import { checkCharacters } from './preflight/characters.ts';
import { error, type Finding, warning } from './preflight/finding.ts';
import { checkMedia, type PreflightMedia } from './preflight/media.ts';
import { checkMentions } from './preflight/mentions.ts';
import { checkRelay } from './preflight/relay.ts';
import { checkFirstComment, checkText } from './preflight/text.ts';
import { withServerLimits } from './server-limits.ts';
import { wordsFor } from './wording.ts';

export type { Finding } from './preflight/finding.ts';
export type { PreflightMedia } from './preflight/media.ts';

/** One account the post goes to, with the text it gets: its own, or the master text. */
export interface PreflightTarget {
  accountId: string;
  network: NetworkId;
  handle: string;
  text: string;
  status: 'connected' | 'reconnect_needed' | 'disabled';
  /** What its server allows, where that is not the network's usual. */
  serverLimits?: ServerLimits | null;
  /** On a practice network, which fetches files from this computer. */
  practice?: boolean;
}

export interface PreflightInput extends Partial<Omit<Written, 'text'>> {
  targets: readonly PreflightTarget[];
  media: readonly PreflightMedia[];
  /** `false` where no media relay is set up; absent where that is not asked. */
  hasRelay?: boolean;
}

/** The one check before a post leaves: composer, scheduling and publisher all ask here. Errors come first. */
export function checkPost(
  {
    targets,
    media,
    threading = 'off',
    firstComment = '',
    mentions,
    hasRelay = true,
  }: PreflightInput,
  networks: Readonly<Record<NetworkId, NetworkCapabilities>> = NETWORKS,
): Finding[] {
  const findings: Finding[] = [];
  if (targets.length === 0)
    findings.push(error('no_target', 'Choose at least one account to publish to.'));
  findings.push(
    ...checkCharacters([...new Set([...targets.map(({ text }) => text), firstComment])]),
  );
  findings.push(...checkMentions([...targets.map(({ text }) => text), firstComment], mentions));
  for (const item of media) {
    if (item.readable === false)
      findings.push(
        error('image_unreadable', `“${item.fileName}” can’t be read any more. Add it again.`),
      );
  }
  for (const target of targets) {
    const capabilities = withServerLimits(networks[target.network], target.serverLimits);
    findings.push(
      ...checkAccount(target),
      ...checkSomething(capabilities, target, media.length),
      ...checkText(capabilities, { text: target.text, threading, firstComment, mentions }, target),
    );
  }
  for (const capabilities of distinctNetworks(targets, networks))
    findings.push(
      ...checkMedia(capabilities, media),
      ...checkFirstComment(capabilities, wordsFor(firstComment, capabilities.id, mentions)),
    );
  const fetching = hasRelay ? [] : targets.filter(({ practice }) => !practice);
  for (const capabilities of distinctNetworks(fetching, networks))
    findings.push(...checkRelay(capabilities, media));
  if (firstComment.trim() !== '') findings.push(...leftOut(targets, networks));
  return findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => finding.severity === 'error');

const RANK = { error: 0, warning: 1 };

/** Servers of one network may allow different things: each that does is asked. */
function distinctNetworks(
  targets: readonly PreflightTarget[],
  networks: Readonly<Record<NetworkId, NetworkCapabilities>>,
): NetworkCapabilities[] {
  const byLimits = new Map<string, NetworkCapabilities>();
  for (const { network, serverLimits } of targets)
    byLimits.set(
      `${network} ${JSON.stringify(serverLimits ?? null)}`,
      withServerLimits(networks[network], serverLimits),
    );
  return [...byLimits.values()];
}

function checkAccount({ accountId, handle, status }: PreflightTarget): Finding[] {
  if (status === 'disabled')
    return [
      error(
        'account_disabled',
        `@${handle} is paused. Turn it on in Accounts, or take it off this post.`,
        accountId,
      ),
    ];
  if (status === 'reconnect_needed')
    return [
      warning(
        'reconnect_needed',
        `@${handle} is signed out. Reconnect it in Accounts before the post is due.`,
        accountId,
      ),
    ];
  return [];
}

function checkSomething(
  { name, mediaRequired, video }: NetworkCapabilities,
  { accountId, handle, text }: PreflightTarget,
  mediaCount: number,
): Finding[] {
  if (mediaCount > 0) return [];
  if (text.trim() === '')
    return [error('nothing_to_say', `Write a text or add an image for @${handle}.`, accountId)];
  if (!mediaRequired) return [];
  const wanted = video ? 'an image or a video' : 'an image';
  return [error('media_required', `A post on ${name} needs ${wanted}. Add one.`)];
}

/** The post itself goes out all the same. */
function leftOut(
  targets: readonly PreflightTarget[],
  networks: Readonly<Record<NetworkId, NetworkCapabilities>>,
): Finding[] {
  return [...new Set(targets.map(({ network }) => networks[network]))]
    .filter(({ firstComment }) => !firstComment)
    .map(({ name }) =>
      warning(
        'first_comment_left_out',
        `ClientNest can’t write a first comment on ${name}. The post goes out there without it.`,
      ),
    );
}
