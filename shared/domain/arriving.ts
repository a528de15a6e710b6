/**
 * The values of a key in JSON that is still arriving, the last one as far as it has come: what can be read before the
 * whole is there. A list of strings is as many values; what else is not a string is left out.
 */
export function arrivingTexts(json: string, keys: readonly string[] = ['text']): string[] {
  const texts: string[] = [];
  const opening = new RegExp(`"(?:${keys.join('|')})"\\s*:\\s*(\\[\\s*)?"`, 'g');
  const next = /\s*,\s*"/y;
  for (let found = opening.exec(json); found; found = opening.exec(json)) {
    let start = opening.lastIndex;
    for (;;) {
      let end = start;
      while (end < json.length && json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
      texts.push(unescaped(json.slice(start, Math.min(end, json.length))));
      opening.lastIndex = Math.max(end, start);
      next.lastIndex = end + 1;
      if (found[1] === undefined || !next.test(json)) break;
      start = next.lastIndex;
    }
  }
  return texts;
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
