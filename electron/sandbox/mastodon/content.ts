import { segmentsOf } from '../../../shared/domain/text/segments.ts';
import { escapeHtml } from '../html.ts';

/** Characters that any URL counts as. Source: docs.joinmastodon.org/user/posting. */
export const URL_LENGTH = 23;

/** Only of names that may exist on the internet: the last part is no number and no lone word. */
const URLS =
  /https?:\/\/(?:[\p{L}\p{N}_-]+\.)+\p{L}{2,}(?::\d+)?(?:[/?#](?:[^\s<>"“”]*[^\s<>"“”.,;:!?)'’])?)?/giu;
const MENTION = /(?<![\w/])@([a-z0-9_]+)(?:@[\w.-]+\w)?/giu;
const HASHTAG = /(?<![\w/&])#([\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*)/giu;

/** Characters as Mastodon counts them: URLs as 23, of a mention only the local part, the rest by grapheme. */
export function lengthOf(text: string): number {
  const counted = text
    .replace(URLS, 'x'.repeat(URL_LENGTH))
    .replace(MENTION, (_, name: string) => `@${name}`);
  let length = 0;
  for (const _ of segmentsOf(counted)) length++;
  return length;
}

export const hashtagsIn = (text: string): string[] => [
  ...new Set([...text.replace(URLS, '').matchAll(HASHTAG)].map(([, tag = '']) => tag)),
];

/** Whether somebody of this server is named. With a server after the name it is somebody else. */
export const namedIn = (text: string, username: string) =>
  new RegExp(`(?<![\\w/])@${username.replace(/\W/g, '\\$&')}(?![\\w@])`, 'i').test(text);

/** The HTML that Mastodon makes of a text: paragraphs, and marked up links, mentions and hashtags. */
export function htmlOf(text: string, origin: string): string {
  if (text.trim() === '') return '';
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/);
  return paragraphs
    .map((paragraph) => `<p>${inline(paragraph, origin).replace(/\n/g, '<br />')}</p>`)
    .join('');
}

function inline(text: string, origin: string): string {
  let html = '';
  let at = 0;
  for (const match of text.matchAll(URLS)) {
    html += marked(text.slice(at, match.index), origin) + link(match[0]);
    at = match.index + match[0].length;
  }
  return html + marked(text.slice(at), origin);
}

/** Mentions and hashtags of a text without links. */
function marked(text: string, origin: string): string {
  return escapeHtml(text)
    .replace(
      MENTION,
      (_, name: string) =>
        `<span class="h-card" translate="no"><a href="${origin}/@${name}" class="u-url mention">@<span>${name}</span></a></span>`,
    )
    .replace(
      HASHTAG,
      (_, tag: string) =>
        `<a href="${origin}/tags/${encodeURIComponent(tag)}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`,
    );
}

/** The scheme and all after thirty characters are in the page, but are not shown. */
function link(url: string): string {
  const [scheme = ''] = /^https?:\/\/(www\.)?/.exec(url) ?? [];
  const shown = url.slice(scheme.length, scheme.length + 30);
  const rest = url.slice(scheme.length + 30);
  const ellipsis = rest === '' ? '' : 'ellipsis';
  return `<a href="${escapeHtml(url)}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${escapeHtml(scheme)}</span><span class="${ellipsis}">${escapeHtml(shown)}</span><span class="invisible">${escapeHtml(rest)}</span></a>`;
}
