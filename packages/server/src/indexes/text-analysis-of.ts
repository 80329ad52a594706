import type { CreateIndexRequest } from "@hotdata/contract";
import type { TextAnalysis } from "../search/search-index.ts";

/** How the texts of an index are taken apart: as they are, unless the request says more. */
export function analysisOf(request: CreateIndexRequest): TextAnalysis {
  const { stemming, stop_words: stopWords, ascii_folding: asciiFolding } = request;
  return {
    stemming: stemming ?? null,
    stopWords: stopWords ?? null,
    asciiFolding: asciiFolding ?? false,
  };
}
