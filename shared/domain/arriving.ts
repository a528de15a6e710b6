/** A text in JSON that is still arriving. */
export interface ArrivingText {
  /** As far as it has come. */
  text: string;
  /** Its last word has come. */
  isWhole: boolean;
  /** The network that its object named before it; null where it named none. */
  network: string | null;
}

/**
 * The values of a key in JSON that is still arriving, the last one as far as it has come: what can be read before the
 * whole is there, or where the whole never comes. A list of strings is as many values; what else is not a string is
 * left out.
 */
export function arrivingTexts(json: string, keys: readonly string[] = ['text']): ArrivingText[] {
  const texts: ArrivingText[] = [];
  const opening = new RegExp(`"(?:${keys.join('|')})"\\s*:\\s*(\\[\\s*)?"`, 'g');
  const next = /\s*,\s*"/y;
  let last = 0;
  for (let found = opening.exec(json); found; found = opening.exec(json)) {
    const network = networkIn(json.slice(last, found.index));
    let start = opening.lastIndex;
    for (;;) {
      let end = start;
      while (end < json.length && json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
      const text = unescaped(json.slice(start, Math.min(end, json.length)));
      texts.push({ text, network, isWhole: json[end] === '"' });
      last = Math.max(end, start);
      opening.lastIndex = last;
      next.lastIndex = end + 1;
      if (found[1] === undefined || !next.test(json)) break;
      start = next.lastIndex;
    }
  }
  return texts;
}

/** @param between the text before and this one */
function networkIn(between: string): string | null {
  const own = between.slice(between.lastIndexOf('{') + 1);
  return /"network"\s*:\s*"([^"\\]*)"/.exec(own)?.[1] ?? null;
}

/** An escape that has come in part is left for later. */
function unescaped(raw: string): string {
  const whole = raw.replace(/\\(?:u[0-9a-f]{0,3})?$/i, (tail, at: number) =>
    isEscaped(raw, at) ? tail : '',
  );
  try {
    return JSON.parse(`"${whole.replace(/[\n\r\t]/g, ' ')}"`) as string;
  } catch {
    return whole;
  }
}

/** Whether the backslash there is itself the second half of an escape. */
function isEscaped(raw: string, at: number): boolean {
  let before = 0;
  while (raw[at - 1 - before] === '\\') before++;
  return before % 2 === 1;
}
