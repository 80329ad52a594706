import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { LakeBench, DATABASE } from "/work/main/packages/server/test/lake/lake-bench.ts";
import { scanSql } from "/work/main/packages/server/src/engine/duckdb/scan-sql.ts";
const py = "/tmp/lake/venv2/bin/python",
  script = "/work/main/test/compat/ducklake/foreign.py";
async function digest(b: LakeBench, sql: string, table: string) {
  const view = scanSql(await b.scan(table));
  const r = await b.duck.runAndReadAll(sql.replace(/FROM "public"\."[^"]+"$/, `FROM (${view})`));
  return r.getRowObjectsJson()[0];
}
const types =
  `true bo, (-128)::tinyint ti, 32767::smallint si, (i-3)::int ii, 9223372036854775807 bi, 170141183460469231731687303715884105::hugeint hu, 255::utinyint uti, 65535::usmallint usi, 4294967295::uinteger ui, 18446744073709551615::ubigint ubi, 1.5::float fl, case when i=2 then 'nan'::double else -0.1 end db, 'it''s '||i vc, '\\x00\\xFF'::blob bl, '00000000-0000-0000-0000-00000000000'||(i%10) ::uuid uu, '{"a": [1]}'::json js, date '0044-03-15 (BC)' da, time '23:59:59.999999' tm, timetz '01:02:03+05:30' tz, timestamp '1969-12-31 23:59:59.999999' ts, timestamp_s '2020-01-01 00:00:00' tss, timestamp_ms '2020-01-01 00:00:00.123' tsm, timestamp_ns '2020-01-01 00:00:00.123456789' tsn, timestamptz '2020-01-01 00:00:00.5+05' tstz, interval '3 months 4 days 5 seconds' iv, (-1.25)::decimal(4,2) de, 99999999999999999999999999999999999999::decimal(38,0) de38, [1,null]::int[] li, [1.5,2]::double[2] ar, {'x':i,'y':'q'} st, map{'k':date '2020-01-01'} mp, 'b'::enum('a','b') en, null nu, [{'a':['x, y',null]}] nest, '101'::bit bt`
    .replace("(i%10) ::uuid", "(i%10)")
    .replace(
      "'00000000-0000-0000-0000-00000000000'||(i%10)",
      "('00000000-0000-0000-0000-00000000000'||(i%10))::uuid",
    );
for (const [name, sql] of [
  ["plain", "select range::int a, 'v'||range b from range(5000)"],
  ["types", `select ${types} from range(5) t(i)`],
  ["small", "select range a, [range] l from range(2)"],
] as const) {
  test("foreign " + name, async () => {
    await using b = await LakeBench.open();
    await b.load("replace", name, sql);
    await b.load("append", name, sql);
    const out = JSON.parse(
      execFileSync(py, [script, b.databaseDir, "public", name], { cwd: "/", encoding: "utf8" }),
    );
    console.log(JSON.stringify(out.client), out.before.row_count, out.after.row_count);
    const mine = await digest(b, out.after.digest_sql, name);
    assert.deepEqual(mine, { row_count: String(out.after.row_count), digest: out.after.digest });
    assert.equal(out.after.row_count - out.before.row_count, 1002);
    const [listed] = await b.lake.listTables(DATABASE);
    assert.equal(listed?.rowCount, out.after.row_count);
    // continue: append ours, replace ours, foreign again
    const o = await b.load("append", name, sql);
    console.log(o.rowCount);
    const out2 = JSON.parse(
      execFileSync(py, [script, b.databaseDir, "public", name], { cwd: "/", encoding: "utf8" }),
    );
    assert.equal(out2.before.row_count, o.rowCount);
    assert.deepEqual(await digest(b, out2.after.digest_sql, name), {
      row_count: String(out2.after.row_count),
      digest: out2.after.digest,
    });
    const o3 = await b.load(
      "replace",
      name,
      sql + " union all " + sql.replace("select", "select all"),
    );
    const out3 = JSON.parse(
      execFileSync(py, [script, b.databaseDir, "public", name], { cwd: "/", encoding: "utf8" }),
    );
    assert.equal(out3.before.row_count, o3.rowCount);
    assert.deepEqual(await digest(b, out3.after.digest_sql, name), {
      row_count: String(out3.after.row_count),
      digest: out3.after.digest,
    });
    // replace with other columns
    const o4 = await b.load("replace", name, "select 'x'||range a, range z from range(100)");
    const out4 = JSON.parse(
      execFileSync(py, [script, b.databaseDir, "public", name], { cwd: "/", encoding: "utf8" }),
    );
    assert.equal(out4.before.row_count, o4.rowCount);
    assert.deepEqual(await digest(b, out4.after.digest_sql, name), {
      row_count: String(out4.after.row_count),
      digest: out4.after.digest,
    });
    // append with new column, widened
    const o5 = await b.load(
      "append",
      name,
      "select 'x'||range a, range+0.5::double z, {'n':1} nn from range(100)",
    );
    const out5 = JSON.parse(
      execFileSync(py, [script, b.databaseDir, "public", name], { cwd: "/", encoding: "utf8" }),
    );
    assert.equal(out5.before.row_count, o5.rowCount);
    assert.deepEqual(await digest(b, out5.after.digest_sql, name), {
      row_count: String(out5.after.row_count),
      digest: out5.after.digest,
    });
  });
}
