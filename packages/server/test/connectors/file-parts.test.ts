import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import type { DiscoveredTable, Source } from "../../src/connectors/connector.ts";
import { connector } from "../../src/connectors/http/http-connector.ts";
import { startWebServer } from "../net/start-web-server.ts";
import { NEVER, openFiles } from "./file-rows.ts";
import { type ServedFile, withRanges } from "./serve-ranges.ts";

/** Files of five bytes, two of which are a part; they can be changed. */
function servedFiles(count: number): ServedFile[] {
  return Array.from({ length: count }, (_, index) => ({
    body: `id\n${index}\n`,
    etag: `"${index}"`,
  }));
}

async function openTable(t: TestContext, files: readonly ServedFile[]) {
  const answers = files.map((file, index) => [`/${index}.csv`, withRanges(file)] as const);
  const server = await startWebServer(t, Object.fromEntries(answers));
  const tables = `t = {0..${files.length - 1}}.csv`;
  const config = { base_url: server.url, tables };
  const { source, discoverOne } = await openFiles(t, connector, config, { partBytes: 10 });
  const table = await discoverOne();
  const folder = await mkdtemp(join(tmpdir(), "hotdata-file-parts-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return (kept?: readonly string[]) => copied(source, table, { folder, kept });
}

/** What a copy handed over: names of files, with a bar where a part ended. */
async function copied(
  source: Source,
  { schema, table, columns }: DiscoveredTable,
  { folder, kept }: { readonly folder: string; readonly kept: readonly string[] | undefined },
) {
  const request = { schema, table, columns, folder, isCopy: true, ...(kept && { kept }) };
  await using read = await source.read(request, NEVER);
  const marks: string[] = [];
  let files = "";
  for await (const piece of read.pieces) {
    assert.ok("file" in piece);
    files += /(\d)\.csv'$/.exec(piece.file.label)?.[1] ?? "?";
    if (piece.mark === undefined) continue;
    marks.push(piece.mark);
    files += "|";
  }
  return { files, marks, stillKept: read.stillKept };
}

test("files are parts of about the wanted size, and are left out while they have their tags", async (t) => {
  const files = servedFiles(5);
  const copy = await openTable(t, files);
  const { marks, ...first } = await copy();
  assert.deepEqual(first, { files: "01|23|4", stillKept: [] });
  const second = await copy(marks.slice(0, 1));
  assert.deepEqual([second.files, second.stillKept], ["23|4", [0]]);
  const third = await copy([...marks.slice(0, 1), ...second.marks]);
  assert.deepEqual([third.files, third.stillKept], ["4", [0, 1]]);
});

test("a file that has another tag is read again, with those behind it", async (t) => {
  const files = servedFiles(5);
  const copy = await openTable(t, files);
  const { marks } = await copy();
  Object.assign(files[3] ?? {}, { body: "id\n9\n", etag: '"9"' });
  const second = await copy(marks);
  assert.deepEqual([second.files, second.stillKept], ["23|4", [0]]);
  Object.assign(files[0] ?? {}, { etag: '"8"' });
  assert.deepEqual((await copy(marks)).stillKept, []);
});

test("what has no exact tag is no part, and nothing behind it is", async (t) => {
  for (const headers of [
    { etag: 'W/"1"' },
    { date: "Mon, 02 Feb 2026 10:00:00 GMT", "last-modified": "Mon, 02 Feb 2026 09:00:00 GMT" },
  ]) {
    const [first, second, , ...others] = servedFiles(6);
    assert.ok(first !== undefined && second !== undefined);
    const copy = await openTable(t, [first, second, { body: "id\n2\n", headers }, ...others]);
    const { files, marks } = await copy();
    assert.equal(files, "01|2345");
    assert.deepEqual((await copy(marks)).stillKept, [0]);
  }
});

test("a file that lost its tag is read again", async (t) => {
  const files = servedFiles(3);
  const copy = await openTable(t, files);
  const { marks } = await copy();
  delete files[1]?.etag;
  assert.deepEqual((await copy(marks)).stillKept, []);
});

test("a column that only a kept file has is not gone", async (t) => {
  const [first, ...others] = servedFiles(4);
  const copy = await openTable(t, [{ ...first, body: "id,own\n0,x\n" }, ...others]);
  const { marks } = await copy();
  assert.deepEqual((await copy(marks.slice(0, 1))).stillKept, [0]);
});

test("a table of one file is no part", async (t) => {
  const copy = await openTable(t, [{ body: "id\n1234567890\n", etag: '"1"' }]);
  assert.deepEqual(await copy(), { files: "0", marks: [], stillKept: [] });
});
