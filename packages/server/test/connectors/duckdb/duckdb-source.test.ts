import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFile,
  mkdir,
  mkdtemp,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { ColumnFilter } from "../../../src/engine/column-filter.ts";
import { columnsOf, readRows } from "../read-rows.ts";
import { makeDuckDbFiles, runInFile } from "./duckdb-file.ts";

const SIGNAL = AbortSignal.timeout(600_000);

test("tables and views are discovered with keys and estimates; what cannot be read is left out", async (t) => {
  const files = await makeDuckDbFiles(t);
  const path = await files.write(
    "sales.duckdb",
    'CREATE TABLE "Orders ""x""" (region VARCHAR, "select" INTEGER NOT NULL, PRIMARY KEY("select", region))',
    `INSERT INTO "Orders ""x""" SELECT 'r' || i, i FROM range(100) r(i)`,
    "CREATE SCHEMA sales.sales",
    "CREATE TABLE sales.sales.t AS SELECT 1 AS a",
    'CREATE VIEW sales.sales."über" AS SELECT a + 1 AS b FROM sales.sales.t',
    "CREATE VIEW foreign_file AS SELECT * FROM read_text('/etc/hostname')",
    "CREATE TABLE gone(a INTEGER)",
    "CREATE VIEW broken AS SELECT a FROM gone",
    "DROP TABLE gone",
  );
  const source = await files.open(path);
  await source.check(SIGNAL);
  const tables = await source.discover(SIGNAL);
  assert.deepEqual(
    tables.map(({ schema, table, key, estimatedRows }) => [schema, table, key, estimatedRows]),
    [
      ["main", 'Orders "x"', ["select", "region"], 100],
      ["sales", "t", [], 1],
      ["sales", "über", [], null],
    ],
  );
  assert.deepEqual(
    tables[0]?.columns.map(({ name, isNullable, sourceType }) => [name, isNullable, sourceType]),
    [
      ["region", false, "VARCHAR"],
      ["select", false, "INTEGER"],
    ],
  );
  const view = await readRows(t, source, { schema: "sales", table: "über" });
  assert.deepEqual(view.rows, [["2"]]);
  const orders = await readRows(t, source, { table: 'Orders "x"' });
  assert.equal(orders.rows.length, 100);
});

async function filteredSource(t: TestContext) {
  const files = await makeDuckDbFiles(t);
  const path = await files.write(
    "data.duckdb",
    "CREATE TABLE t(i BIGINT, d DOUBLE, s VARCHAR COLLATE NOCASE, e ENUM('z', 'a'), day DATE, n DECIMAL(9,2))",
    `INSERT INTO t SELECT i, CASE i % 5 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN '-0.0'::DOUBLE ELSE i END,
      CASE i % 3 WHEN 0 THEN 'A' WHEN 1 THEN 'a' ELSE 'b' END, CASE i % 2 WHEN 0 THEN 'z' ELSE 'a' END,
      DATE '2026-01-01' + i::INTEGER, i * 1.25 FROM range(100000) r(i)`,
    "INSERT INTO t SELECT NULL, NULL, NULL, NULL, NULL, NULL FROM range(10)",
  );
  const source = await files.open(path);
  return { source, columns: await columnsOf(source, "t") };
}

test("filters, projection and limit are done at the source, exactly", async (t) => {
  const { source, columns } = await filteredSource(t);
  const some = columns.filter(({ name }) => name === "i" || name === "s");
  const integer = (text: string) => ({ kind: "integer" as const, text });
  const point = await readRows(t, source, {
    table: "t",
    columns: some,
    needs: [[{ column: "I", op: "in", values: [integer("7")] }]],
  });
  assert.deepEqual(point.rows, [["7", "a"]]);
  assert.deepEqual(point.kinds, ["text"]);
  assert.equal(point.isExact, true);
  assert.match(point.statement, /^SELECT .* FROM "data"."main"."t" WHERE .*"i".* = \$1$/);
  assert.doesNotMatch(point.statement, /7/);
  const either = await readRows(t, source, {
    table: "t",
    columns: some,
    needs: [
      [{ column: "i", op: "<", value: integer("2") }],
      [{ column: "i", op: ">=", value: integer("99999") }],
    ],
  });
  assert.deepEqual(
    either.rows.map(([i]) => i),
    ["0", "1", "99999"],
  );
  const limited = await readRows(t, source, { table: "t", columns: some, limit: 3 });
  assert.equal(limited.rows.length, 3);
  const from = { column: "i", value: "99998", isInclusive: false };
  const newer = await readRows(t, source, { table: "t", columns: some, from });
  assert.deepEqual(
    newer.rows.map(([i]) => i),
    ["99999"],
  );
});

test("text is compared by its bytes and enums by their text, whatever the column says", async (t) => {
  const { source, columns } = await filteredSource(t);
  const count = async (filter: ColumnFilter) => {
    const { rows, isExact } = await readRows(t, source, { table: "t", columns, needs: [[filter]] });
    assert.equal(isExact, true);
    return rows.length;
  };
  const text = (value: string) => ({ kind: "text" as const, text: value });
  assert.equal(await count({ column: "s", op: "in", values: [text("a")] }), 33_333);
  assert.equal(await count({ column: "s", op: ">", value: text("A") }), 66_666);
  assert.equal(await count({ column: "e", op: "<", value: text("b") }), 50_000);
});

test("aggregates are done at the source, in groups of the engine's", async (t) => {
  const { source, columns } = await filteredSource(t);
  const column = (name: string) => {
    const found = columns.find((one) => one.name === name);
    if (found === undefined) throw new Error(name);
    return found;
  };
  const grouped = await readRows(t, source, {
    table: "t",
    columns,
    aggregate: {
      groups: [column("s")],
      values: [
        { function: "count" },
        { function: "count", column: column("i") },
        { function: "sum", column: column("i") },
        { function: "sum", column: column("n") },
        { function: "max", column: column("e") },
        { function: "min", column: column("d") },
      ],
      needs: [[{ column: "i", op: "<", value: { kind: "integer", text: "6" } }]],
    },
  });
  assert.equal(grouped.isExact, true);
  assert.deepEqual(
    grouped.rows.toSorted(([left], [right]) => ((left ?? "") < (right ?? "") ? -1 : 1)),
    [
      ["A", "2", "2", "3", "3.75", "z", "3.0"],
      ["a", "2", "2", "5", "6.25", "z", "-0.0"],
      ["b", "2", "2", "7", "8.75", "z", "2.0"],
    ],
  );
  const many = await readRows(t, source, {
    table: "t",
    columns,
    aggregate: {
      groups: [column("i")],
      values: [{ function: "sum", column: column("i") }],
      needs: [],
    },
  });
  assert.deepEqual(many.kinds, ["file"]);
  assert.equal(many.rows.length, 100_001);
  assert.ok(many.rows.every(([key, sum]) => key === sum));
  const doubles = await readRows(t, source, {
    table: "t",
    columns,
    aggregate: { groups: [], values: [{ function: "sum", column: column("d") }], needs: [] },
  });
  assert.equal(doubles.isExact, false, "sums of doubles are left to the engine");
});

test("large tables come in several files, wide rows in more of them", async (t) => {
  const files = await makeDuckDbFiles(t);
  const path = await files.write(
    "large.duckdb",
    "CREATE TABLE long AS SELECT i AS id, i % 7 AS g FROM range(1200000) r(i)",
    "CREATE TABLE wide AS SELECT i AS id, repeat(chr(97 + (i % 26)::INTEGER), 60000) || i AS s FROM range(6000) r(i)",
  );
  const source = await files.open(path);
  const long = await readRows(t, source, { table: "long" });
  assert.equal(long.kinds.length, 3);
  assert.equal(long.rows.length, 1_200_000);
  assert.deepEqual(long.rows.at(-1), ["1199999", String(1_199_999 % 7)]);
  const wide = await readRows(t, source, { table: "wide" });
  assert.ok(wide.kinds.length >= 3, `${wide.kinds.length} files`);
  assert.deepEqual(
    wide.rows.map(([id]) => Number(id)),
    Array.from({ length: 6_000 }, (_, id) => id),
  );
});

test("a read is stopped by its signal, and leaves nothing that runs", async (t) => {
  const files = await makeDuckDbFiles(t);
  const path = await files.write(
    "data.duckdb",
    "CREATE VIEW endless AS SELECT a.range AS i FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 1000003 = -1",
  );
  const source = await files.open(path);
  const columns = await columnsOf(source, "endless");
  const folder = await mkdtemp(join(tmpdir(), "hotdata-read-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const stop = new AbortController();
  const begun = performance.now();
  setTimeout(() => stop.abort(new Error("enough")), 200);
  const request = { schema: "main", table: "endless", columns, folder };
  await assert.rejects(async () => {
    await using read = await source.read(request, stop.signal);
    for await (const _ of read.pieces) assert.fail("there are no rows");
  }, /enough/);
  assert.ok(performance.now() - begun < 5_000);
  const slow = await files.open(path, { statementMs: 300 });
  await assert.rejects(readRows(t, slow, { table: "endless", columns }), { kind: "unavailable" });
});

test("files elsewhere are refused, whether they exist or not, also through links", async (t) => {
  const files = await makeDuckDbFiles(t);
  const other = await makeDuckDbFiles(t);
  const outside = await other.write("x.duckdb", "CREATE TABLE t(a INTEGER)");
  await symlink(outside, join(files.folder, "link.duckdb"));
  await symlink(other.folder, join(files.folder, "folder"));
  const texts = new Set<string>();
  for (const path of [
    outside,
    join(other.folder, "none.duckdb"),
    join(files.folder, "link.duckdb"),
    join(files.folder, "folder", "x.duckdb"),
    `${files.folder}/../${other.folder.split("/").at(-1)}/x.duckdb`,
    "relative.duckdb",
  ]) {
    const source = await files.open(path);
    await assert.rejects(source.check(SIGNAL), (error: Error & { kind?: string }) => {
      texts.add(error.message);
      return error.kind === "refused" && !error.message.includes(other.folder);
    });
  }
  assert.equal(texts.size, 1, [...texts].join("\n"));
  const inside = await files.write("own.duckdb", "CREATE TABLE t(a INTEGER)");
  await symlink(inside, join(files.folder, "inner.duckdb"));
  await (await files.open(join(files.folder, "inner.duckdb"))).check(SIGNAL);
  await (
    await files.open(inside, { folders: [join(files.folder, "folder"), `${files.folder}/`] })
  ).check(SIGNAL);
});

test("what is no database, missing, a folder, or damaged is told apart", async (t) => {
  const files = await makeDuckDbFiles(t);
  const good = await files.write(
    "good.duckdb",
    "CREATE TABLE t AS SELECT range AS a FROM range(1000000)",
  );
  const { size } = await stat(good);
  await copyFile(good, join(files.folder, "cut.duckdb"));
  await truncate(join(files.folder, "cut.duckdb"), Math.floor(size / 2));
  await writeFile(join(files.folder, "text.duckdb"), "no database\n".repeat(2_000));
  await mkdir(join(files.folder, "folder.duckdb"));
  const cases: [string, string, RegExp][] = [
    ["none.duckdb", "refused", /no file/],
    ["folder.duckdb", "refused", /not a file/],
    ["text.duckdb", "refused", /not a DuckDB database/],
    ["cut.duckdb", "unreadable", /damaged/],
  ];
  for (const [name, kind, message] of cases) {
    const source = await files.open(join(files.folder, name));
    await assert.rejects(source.check(SIGNAL), { kind, message }, name);
  }
});

test("a replaced file, a dropped table and another type are noticed", async (t) => {
  const files = await makeDuckDbFiles(t);
  const path = await files.write("data.duckdb", "CREATE TABLE t AS SELECT 1 AS a, 2 AS b");
  const source = await files.open(path);
  const columns = await columnsOf(source, "t");
  const next = await files.write("next.duckdb", "CREATE TABLE t AS SELECT 7 AS a, 8 AS b");
  await rename(next, path);
  assert.deepEqual((await readRows(t, source, { table: "t", columns })).rows, [["7", "8"]]);
  await runInFile(path, ["ALTER TABLE t ALTER a TYPE VARCHAR"]);
  await assert.rejects(readRows(t, source, { table: "t", columns }), {
    kind: "changed",
    message: /"a"/,
  });
  await runInFile(path, ["ALTER TABLE t DROP a"]);
  await assert.rejects(readRows(t, source, { table: "t", columns }), {
    kind: "changed",
    message: /"a"/,
  });
  await runInFile(path, ["DROP TABLE t"]);
  await assert.rejects(readRows(t, source, { table: "t", columns }), { kind: "changed" });
});

test("a file that is written during a read gives an error, not two states", async (t) => {
  const files = await makeDuckDbFiles(t);
  const path = await files.write(
    "data.duckdb",
    "CREATE TABLE t AS SELECT range AS a FROM range(2000000)",
  );
  const source = await files.open(path);
  const columns = await columnsOf(source, "t");
  const folder = await mkdtemp(join(tmpdir(), "hotdata-read-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await using read = await source.read({ schema: "main", table: "t", columns, folder }, SIGNAL);
  const pieces = read.pieces[Symbol.asyncIterator]();
  await pieces.next();
  await writeFile(path, "x", { flag: "a" });
  await assert.rejects(pieces.next(), { kind: "unavailable", message: /while it was read/ });
});

test("a file that another program writes to is unavailable until it is closed; its log counts", async (t) => {
  const files = await makeDuckDbFiles(t);
  const path = await files.write("data.duckdb", "CREATE TABLE t AS SELECT 1 AS a");
  const writer = await startWriter(path);
  t.after(() => writer.kill("SIGKILL"));
  const source = await files.open(path);
  await assert.rejects(source.check(SIGNAL), (error: Error & { kind?: string }) => {
    assert.equal(error.kind, "unavailable");
    assert.doesNotMatch(error.message, /PID|node/);
    return true;
  });
  writer.kill("SIGKILL");
  await once(writer, "exit");
  assert.ok(await stat(`${path}.wal`), "the writer left a log");
  assert.deepEqual((await readRows(t, source, { table: "t" })).rows, [["1"], ["2"]]);
  await runInFile(path, ["INSERT INTO t VALUES (3)"]);
  assert.equal((await readRows(t, source, { table: "t" })).rows.length, 3);
});

/** Another process that has a file open, with a row that is only in the log yet. */
async function startWriter(path: string): Promise<ChildProcess> {
  const program = `
    import { DuckDBInstance } from "@duckdb/node-api";
    const connection = await (await DuckDBInstance.create(process.argv[1])).connect();
    await connection.run("INSERT INTO t VALUES (2)");
    console.log("open");
    setInterval(() => connection, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program, path], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: import.meta.dirname,
  });
  if (child.stdout === null) throw new Error("no output");
  const ended = once(child, "exit").then(() => assert.fail("the file could not be opened"));
  await Promise.race([once(child.stdout, "data"), ended]);
  ended.catch(() => undefined);
  return child;
}

test("a view reaches neither other files nor what a read has written", async (t) => {
  const files = await makeDuckDbFiles(t);
  const path = await files.write(
    "data.duckdb",
    "CREATE MACRO f() AS TABLE SELECT content FROM read_text('/etc/hostname')",
    "CREATE VIEW spy AS SELECT 1 AS content",
  );
  const source = await files.open(path);
  const columns = await columnsOf(source, "spy");
  await runInFile(path, [
    "CREATE OR REPLACE VIEW spy AS SELECT length(content)::INTEGER AS content FROM f()",
  ]);
  await assert.rejects(readRows(t, source, { table: "spy", columns }), { kind: "unreadable" });
});

test("nothing stays open after reads, also after one that was left in the middle", async (t) => {
  const files = await makeDuckDbFiles(t);
  const path = await files.write(
    "data.duckdb",
    "CREATE TABLE t AS SELECT range AS a FROM range(3000000)",
  );
  const source = await files.open(path);
  const columns = await columnsOf(source, "t");
  const folder = await mkdtemp(join(tmpdir(), "hotdata-read-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const fileBytes of [1_000, 1_000_000_000]) {
    const request = { schema: "main", table: "t", columns, folder, fileBytes };
    const read = await source.read(request, SIGNAL);
    for await (const _ of read.pieces) break;
    await read[Symbol.asyncDispose]();
    const writer = await startWriter(path);
    writer.kill("SIGKILL");
    await once(writer, "exit");
  }
});
