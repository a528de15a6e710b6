import type { Services } from '../../electron/core.ts';
import { payloadOf } from '../../electron/publishing/payload.ts';
import type { PlayedFault } from '../../electron/sandbox/post-list.ts';
import { isWithoutComment } from '../../shared/domain/post-status.ts';
import type { Delivery, Post } from '../../shared/ipc/views.ts';
import { answered } from '../support/core.ts';
import type { Received } from './received.ts';
import { closedOn } from './story.ts';

export interface Verdict {
  posts: number;
  deliveries: number;
  published: number;
  /** Not sent, and said so: refused by the network, or due while nothing ran. */
  unsent: number;
  /** Deliveries that the person is asked to look at. */
  asked: number;
  /** Neither on the network nor told as not sent. */
  lost: string[];
  /** More often on the network than it was meant to be. */
  doubled: string[];
  /** What the ledger says is not what the network has, or has no reason. */
  unexplained: string[];
}

/** One part of a post for one account: the post itself, what follows it in a thread, or its first comment. */
interface Told {
  text: string;
  /** From 0; the comment comes last. */
  part: number;
  parts: number;
  media: number;
  /** Whether it shows photos. */
  photos: boolean;
  status: Post['status'];
  delivery: Delivery;
}

/** What the ledger says of every post that was due, against what the network has of it. */
export function judge(
  services: Services,
  received: readonly Received[],
  played: readonly PlayedFault[],
): Verdict {
  const ids = services.database.raw.prepare('select id from posts order by id').pluck().all();
  const posts = (ids as string[]).map((id) => answered(services.posts.get(id)));
  const parts = posts.flatMap((post) => tellOf(post, services));
  const told = parts.filter(({ part }) => part === 0);
  const verdict: Verdict = {
    posts: posts.length,
    deliveries: told.length,
    published: told.filter(({ delivery }) => delivery.state === 'published').length,
    unsent: told.filter(({ delivery }) => isToldAsUnsent(delivery)).length,
    asked: told.filter(({ delivery }) => delivery.state === 'needs_check').length,
    lost: [],
    doubled: [],
    unexplained: [],
  };
  for (const post of posts)
    if (post.status === 'scheduled' || post.status === 'publishing')
      verdict.unexplained.push(`“${post.text}” is still ${post.status}`);
  for (const group of groups(parts, received)) judgeGroup(group, verdict);
  for (const one of told) judgeReason(one, played, verdict);
  return verdict;
}

function tellOf(post: Post, { publishing }: Services): Told[] {
  const deliveries = answered(publishing.forPost(post.id));
  return deliveries.flatMap((delivery) => {
    const payload = payloadOf(post, delivery.accountId);
    const texts = payload
      ? [payload.text, ...payload.thread, payload.firstComment].filter((text) => text !== null)
      : [post.text];
    return texts.map((text, part) => ({
      ...{ text, part, parts: texts.length, delivery, status: post.status },
      media: part === 0 ? post.media.length : 0,
      photos: post.media.some(({ media }) => media.durationMs === null),
    }));
  });
}

interface Group {
  name: string;
  told: Told[];
  /** Each post once, however often it was received. */
  there: Map<string, Received>;
}

/** By account and text: the same words may be meant to be there more than once. */
function groups(told: readonly Told[], received: readonly Received[]): Group[] {
  const all = new Map<string, Group>();
  const groupOf = (network: string, account: string, text: string) => {
    const name = `“${text}” as ${account} on ${network}`;
    const known: Group = all.get(name) ?? { name, told: [], there: new Map() };
    all.set(name, known);
    return known;
  };
  for (const one of told)
    groupOf(one.delivery.network, personOf(one.delivery), one.text).told.push(one);
  for (const entry of received)
    groupOf(entry.network, entry.account, entry.text).there.set(entry.remoteId, entry);
  return [...all.values()];
}

function judgeGroup({ name, told, there }: Group, verdict: Verdict): void {
  const published = told.filter(
    (one) => one.delivery.state === 'published' && !isMissingComment(one),
  );
  const others = told.length - published.length;
  const tooMany = there.size - published.length;
  const story = `${name}: ${there.size} on the network, ${told.map(describe).join('; ') || 'unknown here'}`;
  // Of a thread that failed, what was out before stays; and nobody knows of what is asked about.
  const explained = told.filter(
    (one) =>
      one.delivery.state === 'needs_check' ||
      isMissingComment(one) ||
      (one.parts > 1 && isToldAsUnsent(one.delivery)),
  ).length;
  if (tooMany > others) verdict.doubled.push(story);
  else if (tooMany > explained) verdict.unexplained.push(story);
  if (tooMany < 0) verdict.lost.push(story);
  const first = published.filter(({ part }) => part === 0);
  const byId = new Map<string, Received>();
  for (const one of there.values())
    for (const id of [one.remoteId, one.publishId]) if (id !== null) byId.set(id, one);
  const ours = new Set(first.map(({ delivery }) => byId.get(delivery.remoteId ?? '')));
  const isTheirs = ours.size === first.length && !ours.has(undefined);
  if (!isTheirs && tooMany === 0) verdict.unexplained.push(`${story}: not by these ids`);
  for (const one of told)
    if (isAsked(one) && !cantBeTold(one, tooMany > 0) && !hadNoAnswer(one.delivery))
      verdict.unexplained.push(`${story}: ${one.delivery.network} could have told`);
  for (const { media, delivery } of first) {
    const arrived = byId.get(delivery.remoteId ?? '')?.media.length;
    if (arrived !== undefined && arrived !== media)
      verdict.unexplained.push(`${story}: ${arrived} of ${media} media`);
  }
}

function judgeReason(one: Told, played: readonly PlayedFault[], verdict: Verdict): void {
  const { delivery, status } = one;
  const { network, handle, state, errorCode, errorMessage } = delivery;
  const story = `“${one.text}” as ${handle} on ${network}: ${describe(one)}`;
  const withoutComment = isWithoutComment(delivery);
  if ((state === 'published' && !withoutComment) || isAsked(one)) return;
  if (!withoutComment && !isToldAsUnsent(delivery)) verdict.lost.push(`${story} (${status})`);
  else if (errorCode === 'refused' || (withoutComment && !errorMessage?.includes(GAVE_UP))) {
    const wasRefused = played.some(
      (fault) =>
        fault.network === network &&
        // Some addresses for uploads take no token.
        (fault.account === null || fault.account === personOf(delivery)) &&
        (fault.kind === 'status' || fault.kind === 'html'),
    );
    if (!wasRefused) verdict.unexplained.push(story);
  } else if (!withoutComment && errorCode !== 'missed' && errorCode !== 'gave_up')
    verdict.unexplained.push(story);
}

/** What a comment that was given up after a day says, instead of a refusal. */
const GAVE_UP = 'and stopped.';

/** The first comment of a post that says of itself that it is out without. */
const isMissingComment = ({ part, parts, delivery }: Told): boolean =>
  part === parts - 1 && isWithoutComment(delivery);

const isAsked = ({ delivery, part }: Told): boolean =>
  delivery.state === 'needs_check' && part === 0;

/**
 * Whether its network has no way to find out what came of it. Everywhere else nobody is to be asked.
 * @param isThere whether the network has it, or the same words once more
 */
export function cantBeTold(
  { delivery: { network, handle }, text, photos }: Pick<Told, 'delivery' | 'text' | 'photos'>,
  isThere: boolean,
): boolean {
  const isClosed = closedOn(network).includes(handle);
  switch (network) {
    case 'linkedin':
      return isClosed;
    case 'tiktok':
      // Their one call has no key. Only public ones are listed, known by their words: none listed says nothing.
      return photos && (isClosed || text === '' || !isThere);
    default:
      return false;
  }
}

/** How many looks without an answer leave a post to the person, where a day has gone, too. */
const LOOKS = 12;
const NO_ANSWER: readonly (string | null)[] = [
  ...['unreachable', 'interrupted', 'service_error', 'rate_limited', 'auth', null],
];

/** Whether the network could have told, and did not for as many calls as are made since the person last decided. */
export function hadNoAnswer({ attempts }: Pick<Delivery, 'attempts'>): boolean {
  const decided = attempts.findLastIndex(({ responseClass }) => responseClass === 'decided');
  const calls = attempts.slice(decided + 1);
  return (
    calls.length >= LOOKS && calls.every(({ responseClass }) => NO_ANSWER.includes(responseClass))
  );
}

/** Mastodon's full names end with the server, which the server itself leaves out. */
const personOf = ({ network, handle }: Delivery): string =>
  network === 'mastodon' ? (handle.split('@')[0] ?? handle) : handle;

const isToldAsUnsent = ({ state, errorMessage }: Delivery): boolean =>
  (state === 'failed' || state === 'cancelled') && errorMessage !== null;

const describe = ({ delivery }: Told): string => {
  const { state, errorCode, errorMessage, attempts } = delivery;
  const tries = attempts.map(
    ({ responseClass, httpStatus }) =>
      `${responseClass ?? 'open'}${httpStatus ? ` ${httpStatus}` : ''}`,
  );
  return `${state}${errorCode ? ` (${errorCode}: ${errorMessage})` : ''} [${tries.join(', ')}]`;
};
