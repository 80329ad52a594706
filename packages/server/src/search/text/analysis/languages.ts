import type { TextLanguage } from "@hotdata/contract/types";

interface Language {
  readonly loadStemmer: () => Promise<{ stemmer: (word: string) => string }>;
  readonly loadStopWords: () => Promise<{ stopwords: readonly string[] }>;
}

/** Only what an index uses is loaded. */
export const LANGUAGES: Readonly<Record<TextLanguage, Language>> = {
  arabic: {
    loadStemmer: () => import("@orama/stemmers/arabic"),
    loadStopWords: () => import("@orama/stopwords/arabic"),
  },
  armenian: {
    loadStemmer: () => import("@orama/stemmers/armenian"),
    loadStopWords: () => import("@orama/stopwords/armenian"),
  },
  bulgarian: {
    loadStemmer: () => import("@orama/stemmers/bulgarian"),
    loadStopWords: () => import("@orama/stopwords/bulgarian"),
  },
  danish: {
    loadStemmer: () => import("@orama/stemmers/danish"),
    loadStopWords: () => import("@orama/stopwords/danish"),
  },
  dutch: {
    loadStemmer: () => import("@orama/stemmers/dutch"),
    loadStopWords: () => import("@orama/stopwords/dutch"),
  },
  english: {
    loadStemmer: () => import("@orama/stemmers/english"),
    loadStopWords: () => import("@orama/stopwords/english"),
  },
  finnish: {
    loadStemmer: () => import("@orama/stemmers/finnish"),
    loadStopWords: () => import("@orama/stopwords/finnish"),
  },
  french: {
    loadStemmer: () => import("@orama/stemmers/french"),
    loadStopWords: () => import("@orama/stopwords/french"),
  },
  german: {
    loadStemmer: () => import("@orama/stemmers/german"),
    loadStopWords: () => import("@orama/stopwords/german"),
  },
  greek: {
    loadStemmer: () => import("@orama/stemmers/greek"),
    loadStopWords: () => import("@orama/stopwords/greek"),
  },
  hindi: {
    loadStemmer: () => import("@orama/stemmers/indian"),
    loadStopWords: () => import("@orama/stopwords/indian"),
  },
  hungarian: {
    loadStemmer: () => import("@orama/stemmers/hungarian"),
    loadStopWords: () => import("@orama/stopwords/hungarian"),
  },
  indonesian: {
    loadStemmer: () => import("@orama/stemmers/indonesian"),
    loadStopWords: () => import("@orama/stopwords/indonesian"),
  },
  irish: {
    loadStemmer: () => import("@orama/stemmers/irish"),
    loadStopWords: () => import("@orama/stopwords/irish"),
  },
  italian: {
    loadStemmer: () => import("@orama/stemmers/italian"),
    loadStopWords: () => import("@orama/stopwords/italian"),
  },
  lithuanian: {
    loadStemmer: () => import("@orama/stemmers/lithuanian"),
    loadStopWords: () => import("@orama/stopwords/lithuanian"),
  },
  nepali: {
    loadStemmer: () => import("@orama/stemmers/nepali"),
    loadStopWords: () => import("@orama/stopwords/nepali"),
  },
  norwegian: {
    loadStemmer: () => import("@orama/stemmers/norwegian"),
    loadStopWords: () => import("@orama/stopwords/norwegian"),
  },
  portuguese: {
    loadStemmer: () => import("@orama/stemmers/portuguese"),
    loadStopWords: () => import("@orama/stopwords/portuguese"),
  },
  romanian: {
    loadStemmer: () => import("@orama/stemmers/romanian"),
    loadStopWords: () => import("@orama/stopwords/romanian"),
  },
  russian: {
    loadStemmer: () => import("@orama/stemmers/russian"),
    loadStopWords: () => import("@orama/stopwords/russian"),
  },
  sanskrit: {
    loadStemmer: () => import("@orama/stemmers/sanskrit"),
    loadStopWords: () => import("@orama/stopwords/sanskrit"),
  },
  serbian: {
    loadStemmer: () => import("@orama/stemmers/serbian"),
    loadStopWords: () => import("@orama/stopwords/serbian"),
  },
  spanish: {
    loadStemmer: () => import("@orama/stemmers/spanish"),
    loadStopWords: () => import("@orama/stopwords/spanish"),
  },
  swedish: {
    loadStemmer: () => import("@orama/stemmers/swedish"),
    loadStopWords: () => import("@orama/stopwords/swedish"),
  },
  tamil: {
    loadStemmer: () => import("@orama/stemmers/tamil"),
    loadStopWords: () => import("@orama/stopwords/tamil"),
  },
  turkish: {
    loadStemmer: () => import("@orama/stemmers/turkish"),
    loadStopWords: () => import("@orama/stopwords/turkish"),
  },
  ukrainian: {
    loadStemmer: () => import("@orama/stemmers/ukrainian"),
    loadStopWords: () => import("@orama/stopwords/ukrainian"),
  },
};
