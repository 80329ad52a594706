import { TEXT_LANGUAGES, type TextLanguage } from "@hotdata/contract/types";
import type { TextAnalysis } from "../../search-index.ts";
import { foldAccents } from "./fold-accents.ts";
import { LANGUAGES } from "./languages.ts";
import type { TextAnalyzer } from "./text-analyzer.ts";

/**
 * Loads what an analysis needs. Most frequent words are left out first, then endings are taken off,
 * then accents: both lists know words as they are written.
 *
 * @throws {RangeError} when a language is none of `TEXT_LANGUAGES`.
 */
export async function openTextAnalyzer(analysis: TextAnalysis): Promise<TextAnalyzer> {
  const stem = await loadStemmer(analysis.stemming);
  const stopWords = await loadStopWords(analysis.stopWords);
  const fold = analysis.asciiFolding ? foldAccents : (word: string) => word;
  return {
    termOf(word) {
      const composed = word.normalize("NFC");
      if (stopWords.has(composed)) return undefined;
      return fold(stem(composed));
    },
    normalize: (word) => fold(word.normalize("NFC")),
  };
}

async function loadStemmer(language: string | null): Promise<(word: string) => string> {
  if (language === null) return (word) => word;
  const { stemmer } = await LANGUAGES[knownLanguage(language)].loadStemmer();
  // Of a word that is nothing but an ending, a stemmer may leave nothing.
  return (word) => stemmer(word) || word;
}

async function loadStopWords(language: string | null): Promise<ReadonlySet<string>> {
  if (language === null) return new Set();
  const { stopwords } = await LANGUAGES[knownLanguage(language)].loadStopWords();
  return new Set(stopwords.map((word) => word.toLowerCase().normalize("NFC")));
}

function knownLanguage(name: string): TextLanguage {
  const language = TEXT_LANGUAGES.find((known) => known === name);
  if (language === undefined) throw new RangeError(`no language '${name}' of texts is known`);
  return language;
}
