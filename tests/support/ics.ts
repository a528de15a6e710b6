/** A component of an iCalendar file: its properties by name, values unescaped. */
export type IcsComponent = Map<string, string>;

const encoder = new TextEncoder();

/**
 * Reads an iCalendar file strictly by RFC 5545, without the library that wrote it: CRLF at each line's
 * end, lines of at most 75 octets, folded with a blank, every component closed.
 */
export function readIcs(text: string): { calendar: IcsComponent; events: IcsComponent[] } {
  const parts = text.split('\r\n');
  if (parts.at(-1) === '') parts.pop();
  for (const line of parts) {
    if (/[\r\n]/.test(line)) throw new Error(`A line ends without CRLF: ${line}`);
    if (encoder.encode(line).length > 75)
      throw new Error(`A line is longer than 75 octets: ${line}`);
  }
  const lines = parts.reduce<string[]>((whole, line) => {
    if (/^[ \t]/.test(line)) whole.push((whole.pop() ?? '') + line.slice(1));
    else whole.push(line);
    return whole;
  }, []);
  const open: string[] = [];
  const calendar: IcsComponent = new Map();
  const events: IcsComponent[] = [];
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/s.exec(line) ?? [];
    if (!name) throw new Error(`This is no property: ${line}`);
    if (name === 'BEGIN') {
      open.push(value);
      if (value === 'VEVENT') events.push(new Map());
    } else if (name === 'END') {
      if (open.pop() !== value) throw new Error(`${value} is closed and was not open`);
    } else if (open.at(-1) === 'VEVENT') events.at(-1)?.set(name, unescaped(value));
    else if (open.at(-1) === 'VCALENDAR') calendar.set(name, unescaped(value));
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} stayed open`);
  return { calendar, events };
}

/** RFC 5545 §3.3.11. */
const unescaped = (value: string): string =>
  value.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign));
