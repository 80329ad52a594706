/** Turns words into the terms that are indexed and looked for. */
export interface TextAnalyzer {
  /** The term that a word in lower case stands for; undefined when the word is left out. */
  termOf(word: string): string | undefined;
  /** The word as beginnings of it are looked for: no ending is taken off, and none is left out. */
  normalize(word: string): string;
}
