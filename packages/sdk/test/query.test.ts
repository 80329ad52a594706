import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { z } from "zod";
import { ApiException, Hotdata, identifier, RowValidationError } from "../src/hotdata.ts";
import type { Database, OperatorProfile } from "../src/hotdata.ts";
import { RunningServer } from "./support/running-server.ts";

describe("the SQL tag", () => {
  let server: RunningServer;
  let hotdata: Hotdata;
  let db: Database;

  before(async () => {
    server = await RunningServer.start();
    hotdata = new Hotdata(server.options);
    db = await hotdata.databases.create({ name: "sales" });
    await hotdata.databases.loadDatabaseTable(db.id, "main", "orders", {
      mode: "replace",
      data: "id,city,amount\n1,Lisbon,12.50\n2,Porto,7.25\n3,O'Brien,30.00\n",
    });
  });
  after(() => server[Symbol.asyncDispose]());

  it("gives rows as objects, and values never as SQL", async () => {
    const city = "O'Brien";
    const rows = await db.sql`SELECT id, amount FROM orders WHERE city = ${city}`.rows();
    assert.deepEqual(rows, [{ id: 3, amount: 30 }]);
    const attack = "' OR 1 = 1 --";
    assert.deepEqual(await db.sql`SELECT id FROM orders WHERE city = ${attack}`.rows(), []);
  });

  it("tells where a statement spent its time, when that was asked for", async () => {
    const query = db.sql`SELECT city, sum(amount) AS total FROM orders GROUP BY city`;
    const { queryRunId } = await query.result({ profile: true });
    const profile = await hotdata.queryRuns.profile(queryRunId, { xDatabaseId: db.id });
    assert.equal(profile.plan.name, "STORE_RESULT");
    assert.equal(profile.plan.rows, 3);
    assert.ok(profile.executionMs > 0 && profile.isWhole);
    const scan = (operator: OperatorProfile): OperatorProfile | undefined =>
      operator.details["Table"] === undefined
        ? operator.operators.map(scan).find((found) => found !== undefined)
        : operator;
    assert.equal(scan(profile.plan)?.details["Table"], "default.main.orders");
    const { queryRunId: unprofiled } = await query.result();
    await assert.rejects(hotdata.queryRuns.profile(unprofiled), {
      status: 404,
      message: /has no profile/,
    });
  });

  it("sends every kind of value with its type", async () => {
    const day = new Date("2026-02-28T12:00:00.123Z");
    const [row] = await hotdata.sql`
      SELECT ${2n ** 63n - 1n} AS big, ${day} AS day, ${new Uint8Array([0, 255])} AS bytes,
        ${null} IS NULL AS nothing, ${true} AS yes, ${1.5} AS half,
        ${{ type: "DECIMAL(38,18)", value: "12345678901234567890.123456789012345678" }} AS exact`.rows();
    assert.deepEqual(row, {
      big: 2n ** 63n - 1n,
      day: "2026-02-28T12:00:00.123Z",
      bytes: "00ff",
      nothing: true,
      yes: true,
      half: 1.5,
      exact: "12345678901234567890.123456789012345678",
    });
    const nothing: unknown = undefined;
    // @ts-expect-error undefined is no value
    assert.throws(() => db.sql`SELECT ${nothing}`, /undefined cannot be a parameter/);
  });

  it("takes lists for IN, empty ones too, names, and other statements", async () => {
    const ids = (query: { rows(): Promise<unknown[]> }) => query.rows();
    const inside = await ids(db.sql`SELECT id FROM orders WHERE id IN ${[1, 3]} ORDER BY id`);
    assert.deepEqual(inside, [{ id: 1 }, { id: 3 }]);
    assert.deepEqual(
      await ids(db.sql`SELECT id FROM orders WHERE id in ( ${[1, 3]} ) ORDER BY id`),
      inside,
    );
    assert.deepEqual(await ids(db.sql`SELECT id FROM orders WHERE id IN ${[]}`), []);
    assert.deepEqual(await ids(db.sql`SELECT id FROM orders WHERE id IN (${[]})`), []);
    assert.equal((await ids(db.sql`SELECT id FROM orders WHERE id NOT IN ${[]}`)).length, 3);
    const dear = db.sql`amount > ${10}`;
    const column = identifier('a "quoted" name');
    const rows = await db.sql`
      SELECT id AS ${column} FROM ${identifier("main", "orders")} WHERE ${dear} AND id < ${3}`.rows();
    assert.deepEqual(rows, [{ 'a "quoted" name': 1 }]);
  });

  it("runs a text with values by position or by name", async () => {
    const byPlace = db.sql.text("SELECT city FROM orders WHERE id = ?", [2]);
    assert.deepEqual(await byPlace.first(), { city: "Porto" });
    const byName = db.sql.text("SELECT city FROM orders WHERE id = $id", { id: 1 });
    assert.deepEqual(await byName.first(), { city: "Lisbon" });
    assert.throws(() => db.sql`SELECT * FROM (${byPlace})`, /cannot be part of another/);
    // @ts-expect-error a text is no template: it would be run with what others typed in
    assert.throws(() => db.sql("SELECT 1"), /tag of a template/);
  });

  it("checks rows by a schema and takes their type from it", async () => {
    const schema = z.object({ id: z.int(), city: z.string().transform((text) => text.length) });
    const rows = await db.sql`SELECT id, city FROM orders ORDER BY id`.rows({ schema });
    const lengths: number[] = rows.map((row) => row.city);
    assert.deepEqual(lengths, [6, 5, 7]);
    await assert.rejects(
      db.sql`SELECT id, NULL AS city FROM orders ORDER BY id`.rows({ schema }),
      (error) => error instanceof RowValidationError && /row 0 .*city/.test(error.message),
    );
  });

  it("refuses to lose a column, and result() has both", async () => {
    const twice = db.sql`SELECT 1 AS a, 2 AS a`;
    await assert.rejects(twice.rows(), /two columns are called "a"/);
    const { columns, values } = await twice.result();
    assert.deepEqual({ columns, values }, { columns: ["a", "a"], values: [[1, 2]] });
  });

  it("follows a cut answer to its end, whole or row by row", async () => {
    const many = db.sql`SELECT i, i * 2 AS twice FROM range(100000) t(i) ORDER BY i`;
    const rows = await many.rows<{ i: number; twice: number }>();
    assert.equal(rows.length, 100_000);
    assert.ok(rows.every(({ i, twice }, index) => i === index && twice === 2 * index));
    let seen = 0;
    for await (const { i } of many) {
      assert.equal(i, seen);
      seen += 1;
      if (seen === 70_000) break;
    }
    assert.equal(seen, 70_000);
    assert.equal((await db.sql`SELECT * FROM range(100000)`.result()).values.length, 100_000);
  });

  it("gives Arrow as a table or as batches", async () => {
    const query = db.sql`SELECT i FROM range(100000) t(i)`;
    assert.equal((await query.arrow()).numRows, 100_000);
    let count = 0;
    await using batches = query.batches();
    for await (const batch of batches) count += batch.numRows;
    assert.equal(count, 100_000);
    const empty = await db.sql`SELECT 1 AS a WHERE false`.arrow();
    assert.deepEqual([empty.numRows, empty.schema.names], [0, ["a"]]);
  });

  it("says what the server says", async () => {
    await assert.rejects(
      db.sql`SELECT * FROM missing_table`.rows(),
      (error) => error instanceof ApiException && /missing_table/.test(error.message),
    );
  });

  it("forks and deletes databases", async () => {
    const fork = await db.fork({ name: "copy" });
    assert.notEqual(fork.id, db.id);
    assert.deepEqual(await fork.sql`SELECT count(*) AS n FROM orders`.first(), { n: 3 });
    assert.equal((await fork.info()).name, "copy");
    await fork.delete();
    await assert.rejects(hotdata.database(fork.id).info(), { status: 404 });
  });
});
