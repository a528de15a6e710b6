const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu;
/** Digits with what stands between them; what is too short or too long for a number is left alone. */
const PHONE = /(?<![\p{L}\p{N}#@/.:-])(?:\+|00)?\(?\d[\d\s().\-/‑–]{5,22}\d(?![\p{L}\p{N}])/gu;
const DATE_OR_TIME = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$|^\d{4}\s?[-–]\s?\d{4}$/;

/** ITU-T E.164 allows 15 digits; local numbers have 7 at least. */
function isPhone(found: string): boolean {
  const digits = found.replace(/\D/g, '').length;
  if (digits < 7 || digits > 15 || DATE_OR_TIME.test(found.trim())) return false;
  // A bare row of digits without a sign of a number is an amount or an order.
  return /^(\+|00?|\()/.test(found) || /\d[\s().\-/‑–]+\d/.test(found);
}

/** Masks addresses and numbers, the same one by the same mark throughout a request. */
export function createRedaction() {
  const marks = new Map<string, string>();
  const counts = { 'e-mail': 0, phone: 0 };
  function markOf(kind: keyof typeof counts, key: string): string {
    const known = marks.get(key);
    if (known !== undefined) return known;
    counts[kind]++;
    const mark = `[${kind} ${counts[kind]}]`;
    marks.set(key, mark);
    return mark;
  }
  return {
    of: (text: string): string =>
      text
        .replace(EMAIL, (found) => markOf('e-mail', found.toLowerCase()))
        .replace(PHONE, (found) =>
          isPhone(found) ? markOf('phone', found.replace(/[^\d+]/g, '')) : found,
        ),
    /** How many different ones were masked. */
    count: (): number => marks.size,
  };
}
