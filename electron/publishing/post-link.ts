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
  switch (account.network) {
    case 'tiktok':
      return onTikTok(url, account);
    case 'threads':
      return onThreads(url, account);
    case 'bluesky':
      return onBluesky(url, account);
    case 'mastodon':
      return onMastodon(url, account);
    default:
      return onItsSite(url, account);
  }
}

/** A post on the network's own site, where a link does not tell whose it is. */
function onItsSite(url: URL, { network, serviceUrl }: LinkedAccount): PostLink {
  const { name } = NETWORKS[network];
  if (!isOn(url, serviceUrl))
    return refuse(`This link is not on ${name}. Open the post there and copy its link.`);
  if (partsOf(url).length === 0 && url.search === '')
    return refuse(`This link leads to no post on ${name}. Open the post there and copy its link.`);
  return { ok: true, url: url.href, remoteId: null };
}

/** `https://www.tiktok.com/@<name>/video/<id>`, or `photo`. */
function onTikTok(url: URL, { handle, serviceUrl }: LinkedAccount): PostLink {
  const [author = '', kind = '', id = ''] = partsOf(url);
  if (
    !isOn(url, serviceUrl) ||
    !author.startsWith('@') ||
    !['video', 'photo'].includes(kind) ||
    !/^\d+$/.test(id)
  )
    return refuse(
      'This link leads to no post on TikTok. It looks like https://www.tiktok.com/@name/video/….',
    );
  if (!isSame(author, handle)) return notTheirs(author, handle);
  return { ok: true, url: url.href, remoteId: id };
}

/** `https://www.threads.net/@<name>/post/<code>`, or on threads.com; the API has other ids. */
function onThreads(url: URL, { handle, serviceUrl }: LinkedAccount): PostLink {
  const [author = '', post, code = ''] = partsOf(url);
  const isThere = isOn(url, serviceUrl) || isOn(url, 'https://www.threads.com');
  if (!isThere || !author.startsWith('@') || post !== 'post' || !/^[\w-]+$/.test(code))
    return refuse(
      'This link leads to no post on Threads. It looks like https://www.threads.net/@name/post/….',
    );
  if (!isSame(author, handle)) return notTheirs(author, handle);
  return { ok: true, url: url.href, remoteId: null };
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

/** On the host of a site or below it. */
function isOn({ host }: URL, siteUrl: string): boolean {
  const site = new URL(siteUrl).host.replace(/^www\./, '');
  return host === site || host.endsWith(`.${site}`);
}

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
