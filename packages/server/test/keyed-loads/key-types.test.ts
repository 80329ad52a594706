import assert from "node:assert/strict";
import { test } from "node:test";
import { startKeyedApp } from "./keyed-app.ts";

interface KeyType {
  readonly type: string | object;
  /** Two keys of the table, as CSV and as SQL. */
  readonly keys: readonly [string, string];
  readonly sql: readonly [string, string];
  /** A value near the first key that is another key all the same. */
  readonly other?: string;
}

const TYPES: Readonly<Record<string, KeyType>> = {
  integer: { type: "INTEGER", keys: ["-7", "2147483647"], sql: ["-7", "2147483647"], other: "7" },
  bigint: {
    type: "BIGINT",
    keys: ["9007199254740993", "-9223372036854775808"],
    sql: ["9007199254740993", "(-9223372036854775807 - 1)"],
    other: "9007199254740992",
  },
  ubigint: {
    type: "UBIGINT",
    keys: ["18446744073709551615", "0"],
    sql: ["18446744073709551615", "0"],
    other: "18446744073709551614",
  },
  decimal: {
    type: { type: "DECIMAL", precision: 38, scale: 10 },
    keys: ["1234567890123456789012345678.0123456789", "0.1"],
    sql: ["1234567890123456789012345678.0123456789", "0.1"],
    other: "1234567890123456789012345678.0123456788",
  },
  double: {
    type: "DOUBLE",
    keys: ["0.1", "1e300"],
    sql: ["0.1::DOUBLE", "1e300"],
    other: "0.10000000000000002",
  },
  varchar: {
    type: "VARCHAR",
    keys: ["Straße", "ann"],
    sql: ["'Straße'", "'ann'"],
    other: "STRASSE",
  },
  "varchar with case": {
    type: "VARCHAR",
    keys: ["ann", " ann"],
    sql: ["'ann'", "' ann'"],
    other: "Ann",
  },
  "varchar composed": {
    type: "VARCHAR",
    keys: ["\u00e9", "🦆"],
    sql: ["'\u00e9'", "'🦆'"],
    other: "e\u0301",
  },
  date: {
    type: "DATE",
    keys: ["2024-02-29", "0044-03-15"],
    sql: ["DATE '2024-02-29'", "DATE '0044-03-15'"],
    other: "2024-02-28",
  },
  timestamp: {
    type: "TIMESTAMP",
    keys: ["2024-01-01 00:00:00.000001", "1969-12-31 23:59:59"],
    sql: ["TIMESTAMP '2024-01-01 00:00:00.000001'", "TIMESTAMP '1969-12-31 23:59:59'"],
    other: "2024-01-01 00:00:00",
  },
  timestamptz: {
    type: "TIMESTAMPTZ",
    keys: ["2024-01-01 00:00:00+02", "2024-06-01 00:00:00+00"],
    sql: ["TIMESTAMPTZ '2023-12-31 22:00:00+00'", "TIMESTAMPTZ '2024-06-01 00:00:00+00'"],
    other: "2024-01-01 00:00:00+00",
  },
  time: {
    type: "TIME",
    keys: ["10:00:00", "23:59:59.999999"],
    sql: ["TIME '10:00:00'", "TIME '23:59:59.999999'"],
    other: "10:00:01",
  },
  uuid: {
    type: "UUID",
    keys: ["A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "00000000-0000-0000-0000-000000000000"],
    sql: [
      "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID",
      "'00000000-0000-0000-0000-000000000000'::UUID",
    ],
    other: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12",
  },
  boolean: { type: "BOOLEAN", keys: ["true", "false"], sql: ["true", "false"] },
};

test("keys of every type", async (t) => {
  const { count, rows } = await startKeyedApp(t);
  let number = 0;
  for (const [name, { type, keys, sql, other }] of Object.entries(TYPES)) {
    await t.test(name, async () => {
      const table = `t${(number += 1)}`;
      const key = ["k"];
      const columns = { k: type, n: "INTEGER" };
      const [first, second] = keys;
      await count(table, {
        mode: "replace",
        data: `k,n\n"${first}",1\n"${second}",2\n,3\n`,
        columns,
      });
      const keyColumns = { k: type };
      if (other !== undefined) {
        const data = `k\n"${other}"\n`;
        assert.equal(await count(table, { mode: "delete", key, data, columns: keyColumns }), 3);
      }
      assert.equal(
        await count(table, { mode: "update", key, data: `k,n\n"${first}",10\n`, columns }),
        3,
      );
      const upserted = await count(table, {
        mode: "upsert",
        key,
        data: `k,n\n"${second}",20\n`,
        columns,
      });
      assert.equal(upserted, 3);
      assert.deepEqual(
        await rows(`SELECT n FROM ${table} WHERE k = ${sql[0]} OR k = ${sql[1]} ORDER BY n`),
        [[10], [20]],
      );
      assert.equal(
        await count(table, { mode: "delete", key, data: `k\n"${first}"\n`, columns: keyColumns }),
        2,
      );
      assert.deepEqual(await rows(`SELECT n FROM ${table} ORDER BY n`), [[3], [20]]);
    });
  }
});

test("keys of several columns", async (t) => {
  const { count, rows } = await startKeyedApp(t, [{ name: "t", key: ["city", "day"] }]);
  const data = "city,day,n\nOslo,2024-01-01,1\nOslo,2024-01-02,2\nRome,2024-01-01,3\nRome,,4\n";
  await count("t", { mode: "replace", data });
  assert.equal(await count("t", { mode: "delete", data: "city,day\nRome,2024-01-02\nRome,\n" }), 4);
  await count("t", {
    mode: "upsert",
    data: "city,day,n\nOslo,2024-01-02,20\nRome,2024-01-02,30\n",
  });
  await count("t", { mode: "delete", data: "day,city\n2024-01-01,Oslo\n" });
  assert.deepEqual(await rows("SELECT city, CAST(day AS VARCHAR), n FROM t ORDER BY n"), [
    ["Rome", "2024-01-01", 3],
    ["Rome", null, 4],
    ["Oslo", "2024-01-02", 20],
    ["Rome", "2024-01-02", 30],
  ]);
});

test("the two sides may have different types", async (t) => {
  const { count, refusal, rows, upload } = await startKeyedApp(t);
  const key = ["k"];
  const lines = (text: string) => upload(text, "application/x-ndjson");

  await t.test("a decimal that is no whole number is another key", async () => {
    await count("a", {
      mode: "replace",
      data: "k,n\n1,1\n2,2\n",
      columns: { k: "INTEGER", n: "INTEGER" },
    });
    const upload_id = await lines('{"k":1.5}\n{"k":2.0}\n');
    assert.equal(await count("a", { mode: "delete", key, upload_id }), 1);
    assert.deepEqual(await rows("SELECT k, typeof(k) FROM a"), [[1, "INTEGER"]]);
  });

  await t.test("a key beyond the table's type matches nothing", async () => {
    const upload_id = await lines('{"k":9000000000000000000}\n');
    assert.equal(await count("a", { mode: "delete", key, upload_id }), 1);
    assert.deepEqual(await rows("SELECT typeof(k) FROM a"), [["INTEGER"]]);
  });

  await t.test("an upsert widens the table's column", async () => {
    const upload_id = await lines('{"k":9000000000000000000,"n":9}\n');
    assert.equal(await count("a", { mode: "upsert", key, upload_id }), 2);
    assert.deepEqual(await rows("SELECT k, typeof(k) FROM a ORDER BY k"), [
      [1, "BIGINT"],
      [9000000000000000000, "BIGINT"],
    ]);
  });

  await t.test("types that have nothing in common are a 409", async () => {
    const upload_id = await lines('{"k":{"nested":true}}\n');
    assert.match(await refusal("a", { mode: "delete", key, upload_id }), /^4(00|09) /);
    assert.deepEqual(await rows("SELECT count(*) FROM a"), [[2]]);
  });

  await t.test("text of a CSV is read in the table's type", async () => {
    await count("z", { mode: "replace", data: "k\n007\n7\n", columns: { k: "VARCHAR" } });
    assert.equal(await count("z", { mode: "delete", key, data: "k\n007\n" }), 1);
    assert.deepEqual(await rows("SELECT k FROM z"), [["7"]]);
  });
});
