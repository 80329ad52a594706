import assert from "node:assert/strict";
import { test } from "node:test";
import { TEXT_LANGUAGES as CONTRACT_LANGUAGES } from "../../../../contract/src/models/table-index.ts";
import { TEXT_LANGUAGES } from "../../../src/search/text/analysis/languages.ts";
import { openTextAnalyzer } from "../../../src/search/text/analysis/open-text-analyzer.ts";
import { highlight } from "../../../src/search/text/highlight.ts";
import { randomOf } from "./random.ts";

const plain = await openTextAnalyzer({ stemming: null, stopWords: null, asciiFolding: false });
const english = await openTextAnalyzer({
  stemming: "english",
  stopWords: "english",
  asciiFolding: true,
});

test("what matches is marked, each kind of it", () => {
  const text = "Running to the CAFÉ, they ran past a cafe (and past the end).";
  const marked: Readonly<Record<string, string>> = {
    café: "Running to the <CAFÉ>, they ran past a cafe (and past the end).",
    "the past": "Running to <the> CAFÉ, they ran <past> a cafe (and <past> <the> end).",
    '"past the"': "Running to the CAFÉ, they ran past a cafe (and <past> <the> end).",
    "ca*": "Running to the <CAFÉ>, they ran past a <cafe> (and past the end).",
    "cafes~": "Running to the CAFÉ, they ran past a <cafe> (and past the end).",
    "+ran -end": "Running to the CAFÉ, they <ran> past a cafe (and past the end).",
    nothing: text,
    "": text,
  };
  for (const [query, expected] of Object.entries(marked)) {
    assert.equal(highlight(text, query, plain, { open: "<", close: ">" }), expected, query);
  }
  assert.equal(
    highlight(text, "run cafe the", english),
    "<b>Running</b> to the <b>CAFÉ</b>, they ran past a <b>cafe</b> (and past the end).",
  );
});

test("of a long text the part with most matches is shown, cut between words", () => {
  const filler = "lorem ipsum dolor sit amet ".repeat(40);
  const text = `${filler}alpha ${filler}alpha of beta ${filler}beta`;
  assert.equal(
    highlight(text, "alpha beta", plain, { maxChars: 40 }),
    "…sit amet <b>alpha</b> of <b>beta</b> lorem ipsum…",
  );
  assert.equal(highlight(text, "gamma", plain, { maxChars: 20 }), "lorem ipsum dolor…");
  assert.equal(highlight(text, "beta", plain, { maxChars: 0 }).length, text.length + 2 * 7);
});

test("any text and query give a part of the text with marks around words", () => {
  const random = randomOf(3);
  const pieces = ["a", "bb", "ccc", " ", " ", "\n", "😀", "𝒳", "é", "-", '"', "<b>", "…"];
  const some = (count: number) =>
    Array.from({ length: count }, () => pieces[Math.floor(random() * pieces.length)]).join("");
  for (let round = 0; round < 2_000; round += 1) {
    const text = some(Math.floor(random() * 60));
    const maxChars = 1 + Math.floor(random() * 40);
    const shown = highlight(text, some(4), plain, { maxChars, open: "{", close: "}" });
    const unmarked = shown.replaceAll(/[{}]/g, "");
    const isCut = text.length > maxChars;
    const part = isCut ? unmarked.replace(/^…/, "").replace(/…$/, "") : unmarked;
    assert.ok(text.includes(part), JSON.stringify({ text, shown }));
    assert.ok(part.length <= maxChars + 1 && shown.isWellFormed(), JSON.stringify({ text, shown }));
  }
});

test("the contract names the languages that there are", () => {
  assert.deepEqual(CONTRACT_LANGUAGES, TEXT_LANGUAGES);
});

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
