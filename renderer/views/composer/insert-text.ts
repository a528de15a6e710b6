/**
 * Puts words where the caret is, in place of what is selected, as if they were typed: the field's own undo takes them back.
 * @param field a text field that may be written in
 */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  if (field.readOnly || field.disabled || text === '') return;
  field.focus();
  // Deprecated and without a successor: nothing else writes to the undo history of a field.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** A word that is inserted after another one does not run into it. */
export function insertWords(field: HTMLTextAreaElement, words: string): void {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const lead = before === '' || /[\s([“"]$/.test(before) ? '' : ' ';
  const trail = after === '' || /^[\s.,;:!?)\]”"]/.test(after) ? '' : ' ';
  insertText(field, `${lead}${words}${trail}`);
}

/** Makes the field say `next` with the least that has to change, as if it were typed. */
export function rewriteText(field: HTMLTextAreaElement, next: string): void {
  const { value } = field;
  if (value === next) return;
  const most = Math.min(value.length, next.length);
  let start = 0;
  while (start < most && value[start] === next[start]) start += 1;
  let end = 0;
  while (end < most - start && value.at(-1 - end) === next.at(-1 - end)) end += 1;
  field.focus();
  field.setSelectionRange(start, value.length - end);
  const words = next.slice(start, next.length - end);
  // An empty insertion is none: what is selected is deleted then.
  if (words === '') document.execCommand('delete');
  else insertText(field, words);
}
