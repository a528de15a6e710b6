import type { FacetPiece } from './facets.ts';

/** Links have their scheme; a mention may have a server; a hashtag has a letter in it. */
const FOUND =
  /(?<link>https?:\/\/(?:[\p{L}\p{N}_-]+\.)+\p{L}{2,}(?::\d+)?(?:[/?#](?:[^\s<>"“”]*[^\s<>"“”.,;:!?)'’])?)?)|(?<mention>(?<![\w/@.])@[a-z0-9_]+(?:@[\w.-]+\w)?)|(?<tag>(?<![\p{L}\p{N}_/&])[#＃][\p{L}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*)/giu;

/** Of a link's address, without its scheme. Source: mastodon/mastodon, app/lib/text_formatter.rb. */
const SHOWN_OF_LINK = 30;

/** Cuts a text into plain words, links, mentions and tags as Mastodon shows them, for the preview. */
export function mastodonPieces(text: string): FacetPiece[] {
  const pieces: FacetPiece[] = [];
  let from = 0;
  for (const { 0: found, index, groups = {} } of text.matchAll(FOUND)) {
    if (index > from) pieces.push({ kind: 'plain', text: text.slice(from, index) });
    if (groups.link) pieces.push({ kind: 'link', text: shortLink(found) });
    else if (groups.mention) pieces.push({ kind: 'mention', text: found.replace(/(?<=.)@.*/, '') });
    else pieces.push({ kind: 'tag', text: found });
    from = index + found.length;
  }
  if (from < text.length) pieces.push({ kind: 'plain', text: text.slice(from) });
  return pieces;
}

function shortLink(link: string): string {
  const bare = link.replace(/^https?:\/\/(?:www\.)?/i, '');
  return bare.length > SHOWN_OF_LINK ? `${bare.slice(0, SHOWN_OF_LINK)}…` : bare;
}
