import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { PlayedFault, PostEntry } from '../post-list.ts';

/** So many of an account's posts, and of the faults, are on the page: the newest ones. */
const SHOWN = 100;

const ORIGINS: Readonly<Record<PostEntry['origin'], string>> = {
  created: 'Created',
  repeated: 'Sent again under its key',
  changed: 'Changed',
};

/** The sandbox's page: what it received, by network and account, and what it broke on purpose. */
export function pageOf(posts: readonly PostEntry[], played: readonly PlayedFault[]): string {
  const accounts = new Map<string, PostEntry[]>();
  for (const post of posts) {
    const name = `${post.network} ${post.account}`;
    const own = accounts.get(name);
    if (own) own.push(post);
    else accounts.set(name, [post]);
  }
  const sections = [...accounts.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const made = posts.filter(({ origin }) => origin === 'created').length;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sandbox – what would have been published</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<header>
<h1>Sandbox</h1>
<p>${made === 0 ? 'Nothing has been published here yet. Connect an account to this sandbox and publish a post.' : `${counted(made, 'post')} on ${counted(sections.length, 'account')}. Nothing here has left this computer. Reload the page to see what is new.`}</p>
</header>
<main>
${sections.map(([, own]) => section(own)).join('\n')}
${faults(played)}
</main>
</body>
</html>
`;
}

function section(posts: readonly PostEntry[]): string {
  const [first] = posts;
  if (!first) return '';
  const id = `${first.network}-${first.account}`.replace(/[^a-z0-9-]/gi, '-');
  const shown = posts.slice(-SHOWN).reverse();
  const more =
    posts.length > SHOWN ? `<p class="quiet">The newest ${SHOWN} of ${posts.length}.</p>` : '';
  return `<section aria-labelledby="${id}">
<h2 id="${id}">@${escaped(first.account)} <span class="quiet">${NETWORKS[first.network].name}</span></h2>
${more}<ol class="posts">
${shown.map(article).join('\n')}
</ol>
</section>`;
}

function article(post: PostEntry): string {
  const pictures = post.media.map(
    (sha256, at) =>
      `<img src="media/${escaped(sha256)}" alt="Picture ${at + 1} of ${post.media.length}" loading="lazy">`,
  );
  const removed = post.removedAt === null ? '' : ` · Deleted ${time(post.removedAt)}`;
  const late =
    post.publishedAt - post.receivedAt > 1000 ? ` · Scheduled here ${time(post.receivedAt)}` : '';
  return `<li><article${post.origin === 'created' ? '' : ' class="echo"'}>
<p class="text">${post.text === '' ? '<span class="quiet">No text</span>' : escaped(post.text)}</p>
${pictures.length > 0 ? `<p class="pictures">${pictures.join('')}</p>` : ''}
<p class="quiet">${ORIGINS[post.origin]} · ${time(post.publishedAt)}${late}${removed}</p>
<p class="quiet code">${escaped(post.remoteId)}${post.key === null ? '' : ` · key ${escaped(post.key)}`}</p>
</article></li>`;
}

const KINDS: Readonly<Record<string, string>> = {
  refuse: 'refused connections',
  reset: 'reset the connection',
  cut: 'cut the connection',
  hang: 'never answered',
  status: 'answered with an error',
  rate_limit: 'asked to slow down',
  drip: 'answered drop by drop',
  truncate: 'sent half of the answer',
  wrong_json: 'sent something that is not the answer',
  html: 'sent a web page',
  processing: 'left the upload in processing',
  revoke: 'took the sign-in away',
  expire: 'let the sign-in end',
};

function faults(played: readonly PlayedFault[]): string {
  if (played.length === 0) return '';
  const lines = played
    .slice(-SHOWN)
    .reverse()
    .map(({ at, network, operation, account, kind, effect }) => {
      const who = account === null ? '' : ` for @${escaped(account)}`;
      const call = operation === null ? '' : ` at <code>${escaped(operation)}</code>${who}`;
      const done = effect === 'done' ? ' It had done what was asked.' : '';
      return `<li>${time(at)} · ${NETWORKS[network].name} ${KINDS[kind] ?? escaped(kind)}${call}.${done}</li>`;
    });
  return `<section aria-labelledby="faults">
<h2 id="faults">What went wrong on purpose <span class="quiet">${played.length}</span></h2>
<ol class="faults">
${lines.join('\n')}
</ol>
</section>`;
}

function time(at: number): string {
  const iso = new Date(at).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');
