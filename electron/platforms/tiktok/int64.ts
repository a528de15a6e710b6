/** A text in JSON, or a whole number with more digits than a number of JavaScript keeps. */
const TEXT_OR_WIDE_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** `JSON.parse` that keeps ids of 64 bits as the texts that they were. @throws SyntaxError */
export const parseWithIds = (text: string): unknown =>
  JSON.parse(
    text.replace(TEXT_OR_WIDE_NUMBER, (found) => (found.startsWith('"') ? found : `"${found}"`)),
  );
