import assert from "node:assert/strict";
import { test } from "node:test";
import { TEXT_LANGUAGES } from "@hotdata/contract/types";
import { openTextAnalyzer } from "../../../src/search/text/analysis/open-text-analyzer.ts";

test("every language has its analysis", async () => {
  for (const language of TEXT_LANGUAGES) {
    const analysis = { stemming: language, stopWords: language, asciiFolding: true };
    const analyzer = await openTextAnalyzer(analysis);
    for (const word of ["running", "straße", "привет", "घर", "a", "été", "x".repeat(255)]) {
      assert.notEqual(analyzer.termOf(word), "", `${language} ${word}`);
    }
  }
  await assert.rejects(
    openTextAnalyzer({ stemming: "klingon", stopWords: null, asciiFolding: false }),
    RangeError,
  );
});
