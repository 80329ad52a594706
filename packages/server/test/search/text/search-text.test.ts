import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { RowSet } from "../../../src/search/row-set.ts";
import { openTextAnalyzer } from "../../../src/search/text/analysis/open-text-analyzer.ts";
import type { TextAnalyzer } from "../../../src/search/text/analysis/text-analyzer.ts";
import { type SearchedTextSegment, searchText } from "../../../src/search/text/search-text.ts";
import { TextQueryError } from "../../../src/search/text/query/text-query-error.ts";
import { PostingCache } from "../../../src/search/text/segment/posting-cache.ts";
import { TextSegmentBuilder } from "../../../src/search/text/text-segment-builder.ts";
import { openTextSegment } from "../../../src/search/text/text-segment.ts";
import type { TextAnalysis } from "../../../src/search/search-index.ts";
import { type Rows, scoreAll, type Scored, type Wanted } from "./brute-force.ts";
import { randomOf } from "./random.ts";

const PLAIN: TextAnalysis = { stemming: null, stopWords: null, asciiFolding: false };
const ENGLISH: TextAnalysis = { stemming: "english", stopWords: "english", asciiFolding: true };

/** Short words, so that many are alike; some that an English analyzer changes or leaves out. */
const WORDS = [
  ..."the and of running runs runner houses house café cafe naïve".split(" "),
  ..."aa ab ba abc abd abcd abcde bcd bcde cd cde xabc xabcd 2024 20 2".split(" "),
];

/** Part of each file's rows that is deleted: few and many take different ways. */
const DELETED = [0, 0, 0.3, 0.01, 0.3];

function pickFrom(random: () => number): string {
  // Words at the front are frequent.
  return WORDS[Math.floor(random() ** 2 * WORDS.length)] ?? "the";
}

function randomText(random: () => number): string | null {
  if (random() < 0.05) return null;
  const length = Math.floor(random() ** 2 * 30);
  return Array.from({ length }, () => pickFrom(random)).join(random() < 0.5 ? " " : ", ");
}

interface Corpus {
  readonly files: readonly Rows[];
  readonly segments: readonly SearchedTextSegment[];
}

async function randomCorpus(random: () => number, analyzer: TextAnalyzer, folder: string) {
  const cache = new PostingCache(100_000);
  const files: Rows[] = [];
  const segments: SearchedTextSegment[] = [];
  const sizes = [0, 1, 30, 4_200, 900];
  for (const [index, size] of sizes.entries()) {
    const texts = Array.from({ length: size }, () => randomText(random));
    const builder = new TextSegmentBuilder(analyzer);
    for (const [row, text] of texts.entries()) builder.add(row, text);
    const deleted = RowSet.of([...texts.keys()].filter(() => random() < (DELETED[index] ?? 0)));
    const path = join(folder, `${index}`);
    const isKept = index % 2 === 1;
    if (isKept) await builder.writeTo(path);
    const segment = isKept ? await openTextSegment(path, cache) : await builder.finish();
    segments.push({ segment, deleted: random() < 0.3 && deleted.size === 0 ? undefined : deleted });
    files.push(texts.map((text, row) => (deleted.has(row) ? undefined : text)));
  }
  return { files, segments };
}

const KINDS: readonly ((random: () => number) => { text: string; matcher: Wanted["matcher"] })[] = [
  (random) => {
    const word = pickFrom(random);
    return { text: word, matcher: { word } };
  },
  (random) => {
    const phrase = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pickFrom(random));
    return { text: `"${phrase.join(" ")}"`, matcher: { phrase } };
  },
  (random) => {
    const prefix = pickFrom(random).normalize("NFD").replaceAll(/\p{M}/gu, "").slice(0, 3);
    return { text: `${prefix}*`, matcher: { prefix } };
  },
  (random) => {
    const distance = random() < 0.5 ? 1 : 2;
    const fuzzy = pickFrom(random);
    return {
      text: `${fuzzy}~${distance === 1 && random() < 0.5 ? "" : distance}`,
      matcher: { fuzzy, distance },
    };
  },
];

function randomQuery(random: () => number): { text: string; wanted: Wanted[] } {
  const signs = [
    ["", "should"],
    ["", "should"],
    ["", "should"],
    ["+", "must"],
    ["-", "not"],
  ] as const;
  const parts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
    // Words twice as often as each of the others.
    const kind = KINDS[Math.max(0, Math.floor(random() * 5) - 1)] ?? KINDS[0];
    const [sign, occurs] = signs[Math.floor(random() * signs.length)] ?? signs[0];
    const { text, matcher } = kind?.(random) ?? { text: "", matcher: { word: "" } };
    return { text: sign + text, wanted: { occurs, matcher } };
  });
  return {
    text: parts.map(({ text }) => text).join(" "),
    wanted: parts.map(({ wanted }) => wanted),
  };
}

function found(
  { segments }: Corpus,
  query: string,
  analyzer: TextAnalyzer,
  limit?: number,
): Scored[] {
  const hits = searchText({ segments, query, analyzer, limit });
  assert.equal(hits.length, segments.length);
  return hits.flatMap(({ rows, scores }, file) => {
    assert.deepEqual(rows, rows.toSorted());
    return [...rows].map((row, index) => ({ file, row, score: scores[index] ?? 0 }));
  });
}

/** Scores as they are delivered, and rows in the order that they are found in. */
function delivered(scored: readonly Scored[]): Scored[] {
  return scored
    .map((hit) => ({ ...hit, score: Math.fround(hit.score) }))
    .toSorted(
      (one, other) => other.score - one.score || one.file - other.file || one.row - other.row,
    );
}

for (const [name, analysis] of [
  ["plain", PLAIN],
  ["english", ENGLISH],
] as const) {
  test(`random searches find what BM25's definition does: ${name}`, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "text-"));
    t.after(() => rm(folder, { recursive: true }));
    const analyzer = await openTextAnalyzer(analysis);
    const random = randomOf(name.length);
    const corpus = await randomCorpus(random, analyzer, folder);
    let hitCount = 0;
    for (let round = 0; round < 60; round += 1) {
      const { text, wanted } = randomQuery(random);
      const expected = delivered(scoreAll(corpus.files, wanted, analyzer));
      assert.deepEqual(delivered(found(corpus, text, analyzer)), expected, text);
      for (const limit of [1, 10, 200]) {
        const best = delivered(found(corpus, text, analyzer, limit));
        assert.deepEqual(best, expected.slice(0, limit), `${text} limit ${limit}`);
      }
      hitCount += expected.length;
    }
    assert.ok(hitCount > 5_000, `only ${hitCount} hits`);
    for (const { segment } of corpus.segments) await segment.close();
  });
}

async function findIn(texts: readonly (string | null)[], query: string, analysis = PLAIN) {
  const analyzer = await openTextAnalyzer(analysis);
  const builder = new TextSegmentBuilder(analyzer);
  for (const [row, text] of texts.entries()) builder.add(row, text);
  const segments = [{ segment: await builder.finish(), deleted: undefined }];
  return found({ files: [], segments }, query, analyzer).map(({ row }) => row);
}

test("odd queries are read as words and never fail", async () => {
  const texts = ["foo bar", "foo", "bar baz", null, "", "e mail", "mail e", "don t"];
  const queries: Readonly<Record<string, readonly number[]>> = {
    "": [],
    " \t\n": [],
    "+": [],
    '- * ~ " + "" -""': [],
    '"foo bar': [0, 1, 2],
    'foo"': [0, 1],
    "foo - bar": [0, 1, 2],
    "-foo": [],
    "bar -foo": [2],
    "--foo bar": [2],
    "+foo +bar": [0],
    "e-mail": [5, 6],
    "+e-mail": [5],
    "mail -e-mail": [6],
    '"e-mail"': [5],
    "fo* AND": [0, 1],
    "(foo) OR [baz]": [0, 1, 2],
    "fooo~": [0, 1],
    "foooo~": [],
    "foooo~2": [0, 1],
    "foo~3": [0, 1],
    "DON'T": [7],
    "\ud800 foo \udc00": [0, 1],
  };
  for (const [query, rows] of Object.entries(queries)) {
    assert.deepEqual(await findIn(texts, query), rows, query);
  }
});

test("words of all scripts, beyond 16 bits too, in any case", async () => {
  const texts = [
    "ÜBER Straße",
    "Москва",
    "𝒳y z",
    "घर में",
    "日本語 テスト",
    "😀 smile",
    "cafe\u0301",
    "ΟΔΟΣ",
  ];
  const queries: Readonly<Record<string, number>> = {
    über: 0,
    МОСКВА: 1,
    𝒳y: 2,
    घर: 3,
    日本語: 4,
    smile: 5,
    café: 6,
    οδος: 7,
    "𝒳*": 2,
    "москвы~": 1,
  };
  for (const [query, row] of Object.entries(queries)) {
    assert.deepEqual(await findIn(texts, query), [row], query);
  }
  assert.deepEqual(await findIn(texts, "😀"), []);
  assert.deepEqual(await findIn(texts, "cafe strasse", { ...PLAIN, asciiFolding: true }), [0, 6]);
  assert.deepEqual(await findIn(["\u0301", "a"], "\u0301*", { ...PLAIN, asciiFolding: true }), [0]);
});

test("stop words leave gaps in phrases, and endings are taken off", async () => {
  const texts = ["The end of the road", "end road", "ends at road", "roads"];
  assert.deepEqual(await findIn(texts, '"end of the road"', ENGLISH), [0]);
  assert.deepEqual(await findIn(texts, '"ending in roads"', ENGLISH), [2]);
  assert.deepEqual(await findIn(texts, "the", ENGLISH), []);
  assert.deepEqual(await findIn(texts, "road", ENGLISH), [0, 1, 2, 3]);
  assert.deepEqual(await findIn(texts, "roads*", ENGLISH), [0, 1, 2, 3]);
});

test("a word of any length, and a text of one word many times", async () => {
  const long = "x".repeat(100_000);
  assert.deepEqual(await findIn([long, "x", `a ${long} b`], long), [0, 2]);
  assert.deepEqual(await findIn(["w ".repeat(70_000), "w v"], '"w w"'), [0]);
});

test("what is said twice counts twice, and a query has so many parts at most", async () => {
  const texts = ["one two", "two one one", "three"];
  assert.deepEqual(
    await findIn(texts, Array.from({ length: 5_000 }, () => "one").join(" ")),
    [0, 1],
  );
  const many = (count: number, ending: string) =>
    Array.from({ length: count }, (_, index) => `w${index}${ending}`).join(" ");
  assert.deepEqual(await findIn(texts, `three ${many(1_023, "")}`), [2]);
  assert.deepEqual(await findIn(texts, `three ${many(32, "*")}`), [2]);
  await assert.rejects(findIn(texts, many(1_025, "")), TextQueryError);
  await assert.rejects(findIn(texts, many(33, "~")), TextQueryError);
});
