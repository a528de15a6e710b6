type Granularity = 'grapheme' | 'word' | 'sentence';

const known = new Map<Granularity, Intl.Segmenter>();

/**
 * The pieces of a text by Unicode's rules (UAX #29). The tables are read with the first question: they take many ms,
 * which a start can do without.
 */
export function segmentsOf(text: string, granularity: Granularity = 'grapheme'): Intl.Segments {
  let segmenter = known.get(granularity);
  if (!segmenter) {
    segmenter = new Intl.Segmenter('en', { granularity });
    known.set(granularity, segmenter);
  }
  return segmenter.segment(text);
}
