import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { LINK_LIMIT } from '../../shared/ipc/deliveries.ts';

/** The account that a post is said to be of. */
export interface LinkedAccount {
  network: NetworkId;
  /** Without the leading @; on Mastodon with its server: `ada@m.example`. */
  handle: string;
  serviceUrl: string;
  /** The network's own id of the account. */
  remoteId: string;
}

export type PostLink =
  | {
      ok: true;
      /** As it is kept and opened. */
      url: string;
      /** The network's own id of the post, where the link tells it. */
      remoteId: string | null;
    }
  | { ok: false; message: string };

/**
 * Reads a link to a post that a person found on a network, and refuses one that is of somebody else,
 * as far as the link tells. `typed` may lack `https://`.
 */
export function readPostLink(typed: string, account: LinkedAccount): PostLink {
  const text = typed.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text.length > LINK_LIMIT || /\s/.test(text) || !URL.canParse(address))
    return refuse('This is not a link. Copy it from the post on the network and paste it here.');
  const url = new URL(address);
  const service = new URL(account.serviceUrl);
  // Plain http is for a server on this computer, such as the sandbox.
  const isSafe = url.protocol === 'https:' || url.origin === service.origin;
  if (!isSafe || url.username !== '' || !/[.:]|^localhost$/.test(url.host))
    return refuse('Paste the whole link of the post, from https:// on.');
  return READERS[account.network](url, account);
}

/** `https://bsky.app/profile/<handle or DID>/post/<key>`, and the same path on any other reader. */
function onBluesky(url: URL, { handle, remoteId: did }: LinkedAccount): PostLink {
  const [profile, actor = '', post, key = ''] = partsOf(url);
  if (profile !== 'profile' || post !== 'post' || !/^[\w.:~-]{1,512}$/.test(key))
    return refuse(
      'This link leads to no post on Bluesky. It looks like https://bsky.app/profile/…/post/….',
    );
  if (!isSame(actor, handle) && actor !== did) return notTheirs(actor, handle);
  return { ok: true, url: url.href, remoteId: `at://${did}/app.bsky.feed.post/${key}` };
}

/**
 * `https://www.linkedin.com/feed/update/urn:li:share:<number>/`. Whose it is the link does not tell; a link with an
 * activity, or one of `/posts/…-activity-<number>-…`, tells no number of the post either.
 */
function onLinkedIn(url: URL): PostLink {
  const [place, ...rest] = partsOf(url);
  const isThere = /(^|\.)linkedin\.com$|^127\.|^localhost$/.test(url.hostname);
  const urn = place === 'feed' && rest[0] === 'update' ? (rest[1] ?? '') : '';
  const isPost = /^urn:li:(share|ugcPost|activity):\d+$/.test(urn);
  if (!isThere || (!isPost && !(place === 'posts' && /-\d{15,}-/.test(rest[0] ?? ''))))
    return refuse(
      'This link leads to no post on LinkedIn. Open the menu of the post there and choose “Copy link to post”.',
    );
  return { ok: true, url: url.href, remoteId: /:(share|ugcPost):/.test(urn) ? urn : null };
}

/** `https://x.com/<handle>/status/<id>`; the old address is still in use. */
function onX(url: URL, { handle, serviceUrl }: LinkedAccount): PostLink {
  const hosts = [new URL(serviceUrl).host, 'x.com', 'twitter.com'];
  const [author = '', status, id = ''] = partsOf(url);
  if (
    !hosts.includes(url.host.replace(/^(www|mobile)\./, '')) ||
    status !== 'status' ||
    !/^\d{1,19}$/.test(id)
  )
    return refuse('This link leads to no post on X. It looks like https://x.com/name/status/….');
  if (author !== 'i' && !isSame(author, handle)) return notTheirs(author, handle);
  return { ok: true, url: url.href, remoteId: id };
}

/** `https://<server>/@<name>/<id>`; other software with the same API has other paths on its server. */
function onMastodon(url: URL, { handle, serviceUrl }: LinkedAccount): PostLink {
  const [name = '', domain = ''] = handle.split('@');
  const server = new URL(serviceUrl).host;
  if (url.host !== server && url.host !== domain)
    return refuse(
      `This link is not on ${domain || server}. Open the post there and copy its link: each server numbers posts its own way.`,
    );
  const parts = partsOf(url);
  const at = parts.findIndex((part) => part.startsWith('@') || part === 'users');
  const author = parts[at]?.startsWith('@') ? parts[at].slice(1) : parts[at + 1];
  if (at >= 0 && author !== undefined && !isSame(author, name) && !isSame(author, handle))
    return notTheirs(author, handle);
  const last = parts.at(-1) ?? '';
  const leadsToPost = at >= 0 ? last !== author && last !== parts[at] : parts.length > 1;
  if (!leadsToPost)
    return refuse(
      `This link leads to no post on ${NETWORKS.mastodon.name}. It ends with the number of the post.`,
    );
  return { ok: true, url: url.href, remoteId: /^\d+$/.test(last) ? last : null };
}

/** `https://www.tiktok.com/@<name>/video/<id>`, or `photo`. */
function onTikTok(url: URL, { handle, serviceUrl }: LinkedAccount): PostLink {
  const [author = '', kind = '', id = ''] = partsOf(url);
  const isPost = author.startsWith('@') && /^(video|photo)$/.test(kind) && /^\d+$/.test(id);
  if (!isOn(url, serviceUrl, ['tiktok.com']) || !isPost)
    return refuse(
      'This link leads to no post on TikTok. It looks like https://www.tiktok.com/@name/video/….',
    );
  if (!isSame(author, handle)) return notTheirs(author, handle);
  return { ok: true, url: url.href, remoteId: id };
}

/** `https://www.threads.net/@<name>/post/<code>`, or on threads.com; the API has other ids. */
function onThreads(url: URL, { handle, serviceUrl }: LinkedAccount): PostLink {
  const [author = '', post, code = ''] = partsOf(url);
  const isPost = author.startsWith('@') && post === 'post' && /^[\w-]+$/.test(code);
  if (!isOn(url, serviceUrl, ['threads.net', 'threads.com']) || !isPost)
    return refuse(
      'This link leads to no post on Threads. It looks like https://www.threads.net/@name/post/….',
    );
  if (!isSame(author, handle)) return notTheirs(author, handle);
  return { ok: true, url: url.href, remoteId: null };
}

/** `https://www.facebook.com/<page>/posts/<id>`, `…/permalink.php?story_fbid=<id>`; only `…/<page>_<id>` has the API's id. */
function onFacebook(url: URL, { remoteId: page, serviceUrl }: LinkedAccount): PostLink {
  if (!isOn(url, serviceUrl, ['facebook.com', 'fb.com']))
    return refuse('This link is not on Facebook. Open the post there and copy its link.');
  const parts = partsOf(url);
  const last = parts.at(-1) ?? '';
  const hasId = /^\d+_\d+$/.test(last);
  const isUnder = parts.slice(0, -1).some((part) => /^(posts|videos|photos|reel)$/.test(part));
  if (!hasId && !isUnder && !url.searchParams.has('story_fbid'))
    return refuse(
      'This link leads to no post on Facebook. Click the time of the post there, and copy the address.',
    );
  if (hasId && !last.startsWith(`${page}_`)) return notTheirs(last, page);
  return { ok: true, url: url.href, remoteId: hasId ? last : null };
}

/** `https://www.instagram.com/p/<code>/` or `/reel/<code>/`, with the name before it or without; the API has other ids. */
function onInstagram(url: URL, { handle, serviceUrl }: LinkedAccount): PostLink {
  const parts = partsOf(url);
  const at = parts.findIndex((part) => part === 'p' || part === 'reel');
  if (!isOn(url, serviceUrl, ['instagram.com']) || at < 0 || at > 1 || !parts[at + 1])
    return refuse(
      'This link leads to no post on Instagram. It looks like https://www.instagram.com/p/…/.',
    );
  const author = at === 1 ? (parts[0] ?? '') : handle;
  if (!isSame(author, handle)) return notTheirs(author, handle);
  return { ok: true, url: url.href, remoteId: null };
}

const READERS: Readonly<Record<NetworkId, (url: URL, account: LinkedAccount) => PostLink>> = {
  x: onX,
  facebook: onFacebook,
  instagram: onInstagram,
  linkedin: onLinkedIn,
  tiktok: onTikTok,
  threads: onThreads,
  bluesky: onBluesky,
  mastodon: onMastodon,
};

const isOn = (url: URL, serviceUrl: string, domains: readonly string[]): boolean =>
  url.host === new URL(serviceUrl).host ||
  domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));

const partsOf = ({ pathname }: URL): string[] => pathname.split('/').filter(Boolean).map(decoded);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const isSame = (one: string, other: string): boolean =>
  one.replace(/^@/, '').toLowerCase() === other.toLowerCase();

const refuse = (message: string): PostLink => ({ ok: false, message });

const notTheirs = (author: string, handle: string): PostLink =>
  refuse(`This post is of @${author.replace(/^@/, '')}, not of @${handle}. Look for it there.`);
