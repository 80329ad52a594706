import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { runProcess } from "../../../test/compat/run-process.ts";
import { findPython, SEARCH_PEERS } from "../../baseline/python-programs.ts";
import { textQuery } from "./text-bursts.ts";
import type { TextSides } from "./text.ts";

const PROGRAM = join(import.meta.dirname, "../../baseline/bm25s-scores.py");
const COMPARED = 100;
/** More documents take its index too long. */
const MOST_DOCUMENTS = 200_000;
/** Ours are 32-bit floats, and so are its. */
const TOLERANCE = 1e-4;
const LIMIT_MS = 300_000;

const answer = z.object({ rows: z.array(z.tuple([z.coerce.number(), z.number()])) });
const reference = z.array(z.array(z.number()));

/**
 * Compares the scores of the best ten with those of another program, over the same words.
 *
 * @throws {Error} when one differs
 */
export async function checkScores(
  sides: TextSides,
  queries: readonly (readonly string[])[],
): Promise<void> {
  const { bench, api, database, documents, label } = sides;
  if (documents.count > MOST_DOCUMENTS) return;
  const python = await findPython(bench, SEARCH_PEERS);
  if (python === undefined) return;
  bench.progress(`${label}: scores of bm25s`);
  const path = join(bench.folder, "words.txt");
  await pipeline(Readable.from(wordLines(documents)), createWriteStream(path));
  const compared = queries.slice(0, COMPARED);
  const ours: [number, number][][] = [];
  for (const words of compared) {
    const json = textQuery(words.join(" "));
    const call = { method: "POST", path: "/v1/query", databaseId: database.id, json } as const;
    ours.push(answer.parse(await api.call(call)).rows);
  }
  const asked = compared.map((words, index) => [words, ours[index]?.map(([id]) => id)]);
  const input = JSON.stringify(asked);
  const output = await runProcess(python, [PROGRAM, path], { input, timeoutMs: LIMIT_MS });
  const theirs = reference.parse(JSON.parse(output));
  const differences = ours.flatMap((hits, query) =>
    hits.map(([, score], place) => {
      const other = theirs[query]?.[place] ?? NaN;
      return Math.abs(score - other) / other;
    }),
  );
  const equal = differences.filter((difference) => difference <= TOLERANCE).length;
  const most = Math.max(...differences).toExponential(1);
  bench.report(
    `${label}: scores equal to bm25s (Lucene): ${equal} of ${differences.length}; largest difference ${most}`,
  );
  if (equal !== differences.length) throw new Error("scores differ from those of bm25s");
}

function* wordLines(documents: TextSides["documents"]): Generator<string> {
  for (const [, body] of documents.entries()) {
    yield `${(body.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")}\n`;
  }
}
