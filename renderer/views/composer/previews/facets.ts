export type FacetKind = 'plain' | 'link' | 'mention' | 'tag';

/** A piece of a text as the network will show it. */
export interface FacetPiece {
  kind: FacetKind;
  text: string;
}

/** Where something stands out. UTF-16 offsets, the end excluded. */
export interface Found {
  kind: Exclude<FacetKind, 'plain'>;
  start: number;
  end: number;
}

/**
 * Cuts a text into plain words, links, mentions and tags the way Bluesky's own client finds them, for
 * the preview. What is sent is decided in main, by the network's own library.
 */
export const facetPieces = (text: string): FacetPiece[] =>
  piecesFrom(text, [...mentions(text), ...links(text), ...tags(text)]);

/** A text in pieces. What overlaps something before it stays plain. */
export function piecesFrom(
  text: string,
  found: readonly Found[],
  shownAs: (piece: FacetPiece) => string = (piece) => piece.text,
): FacetPiece[] {
  const pieces: FacetPiece[] = [];
  let from = 0;
  for (const { kind, start, end } of found.toSorted((one, other) => one.start - other.start)) {
    if (start < from) continue;
    if (start > from) pieces.push({ kind: 'plain', text: text.slice(from, start) });
    const piece: FacetPiece = { kind, text: text.slice(start, end) };
    pieces.push({ kind, text: shownAs(piece) });
    from = end;
  }
  if (from < text.length) pieces.push({ kind: 'plain', text: text.slice(from) });
  return pieces;
}

function* mentions(text: string): Iterable<Found> {
  for (const match of text.matchAll(/(?<=^|\s|\()@([a-zA-Z0-9.-]*[a-zA-Z0-9])/g)) {
    const handle = match[1] ?? '';
    if (!isDomain(handle) && !handle.endsWith('.test')) continue;
    yield { kind: 'mention', start: match.index, end: match.index + match[0].length };
  }
}

/** With a scheme, or by the ending of a name. */
export function* links(text: string): Iterable<Found> {
  const pattern = /(?<=^|\s|\()(?:https?:\/\/\S+|([a-z][a-z0-9]*(?:\.[a-z0-9]+)+)\S*)/gim;
  for (const match of text.matchAll(pattern)) {
    const domain = match[1];
    if (domain !== undefined && !isDomain(domain)) continue;
    const link = withoutSentenceEnd(match[0]);
    yield { kind: 'link', start: match.index, end: match.index + link.length };
  }
}

function* tags(text: string): Iterable<Found> {
  for (const match of text.matchAll(/(?<=^|\s)[#＃](\S+)/gu)) {
    const tag = (match[1]?.split(INVISIBLE, 1)[0] ?? '').replace(/\p{P}+$/u, '');
    const saysSomething = /[^\d\p{P}]/u.test(tag) && !tag.startsWith('\ufe0f');
    if (!saysSomething || tag.length > 64) continue;
    yield { kind: 'tag', start: match.index, end: match.index + 1 + tag.length };
  }
  for (const match of text.matchAll(/(?<=^|\s|\()\$[A-Za-z][A-Za-z0-9]{0,4}(?=\s|$|[.,;:!?)"'’])/g))
    yield { kind: 'tag', start: match.index, end: match.index + match[0].length };
}

/** Soft hyphens, joiners and other things without a width end a tag. */
const INVISIBLE = /\u00ad|\u2060|\u200a|\u200b|\u200c|\u200d|\u20e2/u;

/** A full stop or a bracket after a link belongs to the sentence. */
function withoutSentenceEnd(link: string): string {
  const bare = /[.,;:!?]$/.test(link) ? link.slice(0, -1) : link;
  return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1) : bare;
}

/** Every country's ending, and the general ones people write without `https://`. */
const COUNTRIES =
  'ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw';
const GENERAL =
  'academy agency app art bar beauty berlin bio biz blog boutique cafe care catering center cloud club coach coffee com community company consulting cool dance design dev digital earth edu education events expert family fashion film fit fitness flowers food fun fund fyi gallery garden gives gmbh golf gov group guide health help house info ink int international jobs kitchen land life live london love ltd market marketing media menu mil mobi moda money museum music name net network news nyc one online org page partners photo photography photos pizza place plus press pro productions pub recipes red rent repair report rest restaurant rocks run sale school science services shop show site social solutions space store studio style support systems team tech tips today tools top tours town training travel university vip vision wedding wiki wine work works world xyz yoga zone';
const ENDINGS = new Set(`${COUNTRIES} ${GENERAL}`.split(' '));

const isDomain = (name: string): boolean => {
  const dot = name.lastIndexOf('.');
  return dot > 0 && ENDINGS.has(name.slice(dot + 1));
};
