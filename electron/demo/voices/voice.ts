/** One client of the sample workspace and how it speaks. `{name}` in a sentence is replaced by one of `words.name`. */
export interface Voice {
  name: string;
  colour: string;
  notes: string;
  accounts: readonly { handle: string; displayName: string; followers: number }[];
  sentences: readonly string[];
  words: Readonly<Record<string, readonly string[]>>;
  calls: readonly string[];
  links: readonly string[];
  tags: readonly string[];
  emoji: readonly string[];
  /** Sample pictures: a title and the two hues (degrees) it is painted in. */
  pictures: readonly { title: string; hues: readonly [number, number] }[];
}
