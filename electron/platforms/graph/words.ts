/** A text in the form in which two are compared: the networks trim, and break lines their own way. */
export const wordsOf = (text: string): string =>
  text.normalize('NFC').split(/\s+/u).join(' ').trim();
