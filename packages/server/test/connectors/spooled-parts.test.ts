import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import type { SourcePiece } from "../../src/connectors/connector.ts";
import { spooledFiles, tallyOf } from "../../src/connectors/process/spooled-files.ts";

/** What is spooled of the pieces: each file's text, and the mark that came with it or alone. */
async function spooled(t: TestContext, pieces: readonly SourcePiece[], fileBytes: number) {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-parts-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const tally = tallyOf({ folder, fileBytes, mayInline: false });
  const columns = [
    { name: "a", type: { kind: "scalar", name: "INTEGER" }, encoding: "text" },
  ] as const;
  const files = spooledFiles({ pieces: inOrder(pieces), columns, label: 'table "s.t"', tally });
  const found: { text: string | undefined; mark: string | undefined }[] = [];
  for await (const { file, mark } of files) {
    found.push({ text: file && (await readFile(file.path, "utf8")), mark });
  }
  return found;
}

async function* inOrder(pieces: readonly SourcePiece[]): AsyncGenerator<SourcePiece> {
  yield* pieces;
}

function row(text: string): SourcePiece {
  return { text: Buffer.from(`${text}\n`), rowCount: 1, longestRowBytes: text.length + 1 };
}

test("no file has rows of two parts, and the last file of a part comes with its mark", async (t) => {
  const pieces = [row("1"), row("2"), { mark: "first" }, row("3"), { mark: "second" }, row("4")];
  assert.deepEqual(await spooled(t, pieces, 1_000), [
    { text: "1\n2\n", mark: "first" },
    { text: "3\n", mark: "second" },
    { text: "4\n", mark: undefined },
  ]);
});

test("a part without rows, or whose file is full already, ends with a mark alone", async (t) => {
  const pieces = [{ mark: "empty" }, row("1"), row("2"), { mark: "full" }];
  assert.deepEqual(await spooled(t, pieces, 2), [
    { text: undefined, mark: "empty" },
    { text: "1\n", mark: undefined },
    { text: "2\n", mark: undefined },
    { text: undefined, mark: "full" },
  ]);
});
