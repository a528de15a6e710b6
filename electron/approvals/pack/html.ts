import { createHash } from 'node:crypto';
import { initialsOf, onColour } from './brand.ts';
import { escapeHtml, escapeName, scriptJson } from './escape.ts';
import { PACK_SCRIPT } from './script.ts';
import { packStyle } from './style.ts';

export interface PackPicture {
  /** `data:` address; null where the file shows nothing. */
  src: string | null;
  altText: string;
  fileName: string;
  /** Of a video: `0:42`; null for an image. */
  length: string | null;
}

export interface PackVersion {
  accounts: readonly {
    networkName: string;
    handle: string;
    displayName: string;
    /** On a network that this computer plays: nobody sees what goes there. */
    practice: boolean;
  }[];
  parts: readonly string[];
  firstComment: string | null;
}

export interface PackPage {
  id: string;
  /** Hex, 32 bytes. */
  key: string;
  title: string;
  message: string;
  client: { name: string; colour: string };
  /** Whose pack it is; empty where there is no profile. */
  from: string;
  /** Where answers are mailed to; empty for none. */
  mail: string;
  /** In words. */
  answerBy: string | null;
  posts: readonly {
    id: string;
    fingerprint: string;
    /** In words, with its zone; null where no time is planned. */
    when: string | null;
    /** Already scheduled. */
    isScheduled: boolean;
    versions: readonly PackVersion[];
    pictures: readonly PackPicture[];
  }[];
  /** WOFF2. */
  font: Uint8Array | null;
}

/** What the answers are saved as. */
export const answersFileName = (clientName: string): string => {
  const name = clientName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${name || 'client'}-answers.json`;
};

const hashOf = (source: string) =>
  `'sha256-${createHash('sha256').update(source).digest('base64')}'`;

/**
 * One file that holds everything: it opens from a disk or a mail, asks nobody for anything, and runs no code but its
 * own, which its policy names by hash.
 */
export function packHtml(page: PackPage): string {
  const { client, font } = page;
  const style = packStyle({
    colour: client.colour,
    onColour: onColour(client.colour),
    font: font && Buffer.from(font).toString('base64'),
  });
  const policy = [
    "default-src 'none'",
    'img-src data:',
    ...(font ? ['font-src data:'] : []),
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(PACK_SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const data = {
    ...{ id: page.id, key: page.key, title: page.title, from: page.from, mail: page.mail },
    fileName: answersFileName(client.name),
    posts: page.posts.map(({ id, fingerprint, when }) => ({
      id,
      fingerprint,
      when: when ?? 'no time yet',
    })),
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeName(page.title)} · ${escapeName(client.name)}</title>
<style>${style}</style>
</head>
<body>
${headOf(page)}
<main>
${page.posts.map((post, index) => postOf(page, post, index + 1)).join('\n')}
<p class="made">Made with ClientNest. Nothing in this file is sent anywhere by itself.</p>
</main>
${footOf(page)}
<script type="application/json" id="pack">${scriptJson(data)}</script>
<script>${PACK_SCRIPT}</script>
</body>
</html>
`;
}

function headOf({ client, title, from, answerBy, message, posts }: PackPage): string {
  const count = posts.length === 1 ? '1 post' : `${posts.length} posts`;
  return `<header>
<p class="client"><span class="mark" aria-hidden="true">${escapeName(initialsOf(client.name))}</span><span>For <bdi>${escapeName(client.name)}</bdi>${from ? `, from <bdi>${escapeName(from)}</bdi>` : ''}</span></p>
<h1 dir="auto">${escapeName(title)}</h1>
<p class="facts">${count} to look at${answerBy ? `. Please answer by <strong>${escapeName(answerBy)}</strong>.` : '.'}</p>
${message.trim() ? `<p class="message" dir="auto">${escapeHtml(message.trim())}</p>` : ''}
<p class="how">Approve each post, ask for a change, or leave a comment. Then save your answers at the foot of the page and send the file back.</p>
<noscript><p class="off">This page shows the posts without its buttons here. Save the file and open it in a browser to answer, or reply by mail with the numbers of the posts.</p></noscript>
</header>`;
}

function postOf(
  { client, posts }: PackPage,
  post: PackPage['posts'][number],
  number: number,
): string {
  return `<article class="post" id="post-${number}" aria-labelledby="title-${number}">
<h2 id="title-${number}">Post ${number} <span>of ${posts.length}</span> <span class="when">${post.when ? escapeName(post.when) : 'No time planned yet'}</span>${post.isScheduled ? ' <span class="on">Scheduled</span>' : ''}</h2>
${post.versions.map((version) => versionOf(version, client, post.pictures)).join('\n')}
<div class="paper" aria-hidden="true"><span>Approved</span><span>Please change</span><i></i></div>
<fieldset>
<legend>Your answer to post ${number}</legend>
<div class="choices">
<label><input type="radio" name="answer-${number}" value="approve"> Approve</label>
<label><input type="radio" name="answer-${number}" value="change"> Ask for a change</label>
<label><input type="radio" name="answer-${number}" value="comment"> Comment</label>
</div>
<label class="words" hidden><span>Your comment</span><textarea id="words-${number}" dir="auto" maxlength="5000"></textarea></label>
<div class="after"><span id="note-${number}" role="status"></span><button type="button" class="plain" id="clear-${number}" aria-label="Clear the answer to post ${number}" hidden>Clear</button></div>
</fieldset>
</article>`;
}

function versionOf(
  { accounts, parts, firstComment }: PackVersion,
  client: PackPage['client'],
  pictures: readonly PackPicture[],
): string {
  const isAllPractice = accounts.length > 0 && accounts.every((account) => account.practice);
  const to = accounts.map(
    ({ networkName, handle, practice }) =>
      `${escapeName(networkName)} as <bdi>@${escapeName(handle)}</bdi>${practice && !isAllPractice ? ' <span class="practice">(practice account, not really published)</span>' : ''}`,
  );
  const all = accounts.length > 1 ? 'Practice accounts' : 'Practice account';
  const practice = isAllPractice
    ? `<p class="practice">${all}: shown to try it out, not really published.</p>\n`
    : '';
  const name = accounts[0]?.displayName || client.name;
  const mark = `<span class="mark" aria-hidden="true">${escapeName(initialsOf(name))}</span>`;
  const who = `<p class="who"><b><bdi>${escapeName(name)}</bdi></b>${accounts[0] ? ` <span><bdi>@${escapeName(accounts[0].handle)}</bdi></span>` : ''}</p>`;
  const shown = parts.map((part, index) => {
    const goesOn = index < parts.length - 1;
    const media = index === 0 ? mediaOf(pictures) : '';
    return `<div class="part${goesOn ? ' more' : ''}">${mark}${who}${textOf(part, pictures.length > 0 && index === 0)}</div>${media}`;
  });
  const comment =
    firstComment === null
      ? ''
      : `<div class="comment"><h3>First comment, under the post</h3>${textOf(firstComment, false)}</div>`;
  return `<div class="version">
<p class="to">${to.length > 0 ? `On ${listOf(to)}` : 'No account is chosen yet'}${parts.length > 1 ? `, in ${parts.length} parts` : ''}</p>
${practice}${shown.join('\n')}
${comment}</div>`;
}

const LINKED =
  /(https?:\/\/[^\s<>"]+|(?<![\p{L}\p{N}_/])[@#][\p{L}\p{N}_](?:[\p{L}\p{N}_.@-]*[\p{L}\p{N}_])?)/gu;

/** Links, mentions and tags stand out as they do on networks, and lead nowhere. */
function textOf(text: string, mayBeEmpty: boolean): string {
  if (text.trim() === '') return mayBeEmpty ? '' : '<p class="text none">No text</p>';
  const pieces = text
    .split(LINKED)
    .map((piece, index) =>
      index % 2 === 1 ? `<span class="l">${escapeHtml(piece)}</span>` : escapeHtml(piece),
    );
  return `<p class="text" dir="auto">${pieces.join('')}</p>`;
}

function mediaOf(pictures: readonly PackPicture[]): string {
  if (pictures.length === 0) return '';
  const figures = pictures.map(({ src, altText, fileName, length }, index) => {
    const alt = altText.trim() || `Picture ${index + 1}`;
    const shown = src
      ? `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">`
      : `<div class="gone">${escapeName(fileName)}</div>`;
    return `<figure>${shown}${length === null ? '' : `<span class="video">▶ Video ${escapeHtml(length)}</span>`}</figure>`;
  });
  const described = pictures.flatMap(({ altText }, index) =>
    altText.trim() === ''
      ? []
      : [
          `<li><b>Description${pictures.length > 1 ? ` ${index + 1}` : ''}:</b> <bdi>${escapeHtml(altText.trim())}</bdi></li>`,
        ],
  );
  return `<div class="media${pictures.length === 1 ? ' one' : ''}">${figures.join('')}</div>${
    described.length > 0 ? `<ul class="alts">${described.join('')}</ul>` : ''
  }`;
}

const footOf = ({ posts }: PackPage): string => `<footer aria-label="Your answers">
<div class="foot">
<div class="count"><strong id="progress" role="status">0 of ${posts.length} answered</strong><progress id="bar" max="${posts.length}" value="0" aria-labelledby="progress"></progress><button type="button" class="plain" id="left">Next open one</button></div>
<div class="row"><label class="author"><span>Your name</span><input type="text" id="author" dir="auto" maxlength="120" autocomplete="name"></label><button type="button" class="main" id="save">Save my answers</button><button type="button" id="copy">Copy as text</button><button type="button" id="mail">Mail</button></div>
<p id="status" role="status"></p>
</div>
</footer>`;

const listOf = (items: readonly string[]): string =>
  items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
