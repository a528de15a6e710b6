const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as text in HTML, in an element or in a quoted attribute. Control characters show nothing and are left out. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, '')
    .replace(/[&<>"']/g, (found) => ENTITIES[found] ?? '');

/** A name in a line of ours: what turns its direction must not turn ours. */
export const escapeName = (name: string): string =>
  escapeHtml(name.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ''));

/** JSON inside a `<script>` element: nothing in it can end the element or a line. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
