/// <reference path="./twitter-text.d.ts" />
import extractUrlsWithIndices from 'twitter-text/dist/extractUrlsWithIndices.js';

/** The least length of a piece of a run. */
const LEAST = 128;
/** After so many characters without a safe place it is cut at any that is no link's. */
const FORCED = 600;
/** No label of an internet name is longer (RFC 1035 §2.3.4). */
const LABEL = 64;

/**
 * A text in pieces that X counts as it counts the whole. twitter-text looks for links from every character of a run
 * without white space on to its end, which takes seconds for a page of Chinese with a single `3.5` in it. So a run that
 * is longer than any link of such characters is cut where no link can be: in the middle of so many of them without a
 * dot that they are too long for an internet name. Where a run has no such place for 600 characters, a link in it
 * may be counted as its characters, or the other way round; it is far beyond what a post may have by then.
 */
export function piecesOf(text: string): string[] {
  if (text.length <= FORCED || !text.includes('.')) return [text];
  const pieces: string[] = [];
  let from = 0;
  for (const { index, 0: run } of text.matchAll(LONG_RUN))
    for (const cut of cutsIn(run)) {
      pieces.push(text.slice(from, index + cut));
      from = index + cut;
    }
  pieces.push(text.slice(from));
  return pieces;
}

/** Where a run is cut, ascending. */
function cutsIn(run: string): number[] {
  const cuts: number[] = [];
  let from = 0;
  let solid = 0;
  for (let at = 0; at < run.length; at++) {
    solid = isSolid(run, at) ? solid + 1 : 0;
    const middle = at + 1 - LABEL;
    const isForced = solid > 1 && at - from >= FORCED;
    const cut = isForced ? at : middle;
    const isSafe =
      solid >= 2 * LABEL && middle - from >= LEAST && !endsInLink(run.slice(from, middle));
    if (!isForced && !isSafe) continue;
    cuts.push(cut);
    from = cut;
  }
  return cuts;
}

/** Whether a link stands before its end with nothing between that no link has: what follows would be a part of its name. */
function endsInLink(piece: string): boolean {
  if (!piece.includes('.')) return false;
  const last = extractUrlsWithIndices(piece).at(-1);
  return last !== undefined && !NO_NAME.test(piece.slice(last.indices[1]));
}

const LONG_RUN = /\S{601,}/g;
/** What ends an internet name. */
const NO_NAME = /[!-,/:-@[-^`{-~]/;

/** Syllables and ideographs: two in a row are neither one character nor an emoji, and no path has them. */
const isSolid = (text: string, at: number): boolean => SOLID.test(text.charAt(at));
const SOLID = /[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\u3001\u3002]/;
