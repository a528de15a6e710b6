import type { Services } from '../../electron/core.ts';
import type { PlayedFault, PostEntry } from '../../electron/sandbox/post-list.ts';
import type { Delivery, Post } from '../../shared/ipc/views.ts';
import { answered } from '../support/core.ts';

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

interface Told {
  text: string;
  images: number;
  status: Post['status'];
  delivery: Delivery;
}

/** What the ledger says of every post that was due, against what the network has of it. */
export function judge(
  services: Services,
  received: readonly PostEntry[],
  played: readonly PlayedFault[],
): Verdict {
  const ids = services.database.raw.prepare('select id from posts order by id').pluck().all();
  const posts = (ids as string[]).map((id) => answered(services.posts.get(id)));
  const told = posts.flatMap((post) => tellOf(post, services));
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
  for (const group of groups(told, received)) judgeGroup(group, verdict);
  for (const one of told) judgeReason(one, played, verdict);
  return verdict;
}

function tellOf(post: Post, { publishing }: Services): Told[] {
  const deliveries = answered(publishing.forPost(post.id));
  const { text, status } = post;
  return deliveries.map((delivery) => ({ text, images: post.media.length, status, delivery }));
}

interface Group {
  name: string;
  told: Told[];
  /** Each post once, however often it was received. */
  there: Map<string, PostEntry>;
}

/** By account and text: the same words may be meant to be there more than once. */
function groups(told: readonly Told[], received: readonly PostEntry[]): Group[] {
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
  const published = told.filter(({ delivery }) => delivery.state === 'published');
  const others = told.length - published.length;
  const tooMany = there.size - published.length;
  const story = `${name}: ${there.size} on the network, ${told.map(describe).join('; ') || 'unknown here'}`;
  if (tooMany > others) verdict.doubled.push(story);
  else if (tooMany > 0) verdict.unexplained.push(story);
  if (tooMany < 0) verdict.lost.push(story);
  const ids = new Set(published.map(({ delivery }) => delivery.remoteId ?? ''));
  const isTheirs = ids.size === published.length && [...ids].every((id) => there.has(id));
  if (!isTheirs && tooMany === 0) verdict.unexplained.push(`${story}: not by these ids`);
  for (const { images, delivery } of published) {
    const arrived = there.get(delivery.remoteId ?? '')?.media.length;
    if (arrived !== undefined && arrived !== images)
      verdict.unexplained.push(`${story}: ${arrived} of ${images} images`);
  }
}

function judgeReason(one: Told, played: readonly PlayedFault[], verdict: Verdict): void {
  const { delivery, status } = one;
  const { network, handle, state, errorCode } = delivery;
  const story = `“${one.text}” as ${handle} on ${network}: ${describe(one)}`;
  if (state === 'published') return;
  if (state === 'needs_check') verdict.unexplained.push(`${story}: the network could have told`);
  else if (!isToldAsUnsent(delivery)) verdict.lost.push(`${story} (${status})`);
  else if (errorCode === 'refused') {
    const wasRefused = played.some(
      (fault) =>
        fault.network === network &&
        fault.account === personOf(delivery) &&
        (fault.kind === 'status' || fault.kind === 'html'),
    );
    if (!wasRefused) verdict.unexplained.push(story);
  } else if (errorCode !== 'missed' && errorCode !== 'gave_up') verdict.unexplained.push(story);
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
