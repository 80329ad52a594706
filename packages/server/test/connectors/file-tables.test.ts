import assert from "node:assert/strict";
import { test } from "node:test";
import { expandBraces } from "../../src/connectors/files/expand-braces.ts";
import { tableNameOf } from "../../src/connectors/files/file-names.ts";
import { parseGlob } from "../../src/connectors/files/glob.ts";
import { http } from "../../src/connectors/http/http-type.ts";
import { groupObjects } from "../../src/connectors/s3/group-objects.ts";
import { s3 } from "../../src/connectors/s3/s3-type.ts";
import { ApiError } from "../../src/http/api-error.ts";

test("patterns of paths", () => {
  const cases: [string, string, boolean][] = [
    ["a/*.csv", "a/b.csv", true],
    ["a/*.csv", "a/b/c.csv", false],
    ["a/*.csv", "a/.csv", true],
    ["a/**", "a/b/c.csv", true],
    ["a/**/c.csv", "a/c.csv", true],
    ["a/**/c.csv", "a/b/b/c.csv", true],
    ["a/**/*.csv", "ab/c.csv", false],
    ["a?c", "abc", true],
    ["a?c", "a/c", false],
    ["*a*b*", "xaxxbx", true],
    ["*a*b*", "xbxxax", false],
    ["(a+)+.csv", "(a+)+.csv", true],
  ];
  for (const [pattern, path, matches] of cases) {
    assert.equal(parseGlob(pattern).matches(path), matches, `${pattern} ${path}`);
  }
  assert.equal(parseGlob("a/b*/c").prefix, "a/b");
  const began = performance.now();
  assert.equal(parseGlob(`${"*a".repeat(200)}b`).matches("a".repeat(5000)), false);
  assert.equal(parseGlob("**/".repeat(200)).matches("a/".repeat(500)), true);
  assert.ok(performance.now() - began < 2000);
});

test("one address for many files", () => {
  assert.deepEqual(expandBraces("p-{08..10}.csv"), ["p-08.csv", "p-09.csv", "p-10.csv"]);
  assert.deepEqual(expandBraces("{a,b}/{1..2}"), ["a/1", "a/2", "b/1", "b/2"]);
  assert.deepEqual(expandBraces("{id}"), ["{id}"]);
  assert.equal(expandBraces("{1..99999}"), undefined);
  assert.equal(expandBraces("{1..9999}{1..9999}"), undefined);
});

test("names of tables", () => {
  const names = ["Sales 2024.csv.gz", "2024.parquet", "a/b/c.tar.json", "---", "Größe.csv"];
  assert.deepEqual(names.map(tableNameOf), ["sales_2024", "_2024", "a_b_c_tar", "table", "größe"]);
});

test("what files of a bucket seem to be", () => {
  const keys = [
    "top/a.csv",
    "top/b.json.gz",
    "top/orders/2023/1.parquet",
    "top/orders/2023/2.parquet",
    "top/events/day=1/x.csv",
    "top/events/day=2/x.csv",
    "top/mixed/a.csv",
    "top/mixed/a.json",
    "top/mixed_a.csv",
    "top/_SUCCESS",
    "top/orders/2023/_metadata.parquet",
    "top/.hidden/a.csv",
    "top/readme.txt",
    "top/delta/_delta_log/0.json",
    "top/delta/part.parquet",
    "top/ice/metadata/v1.metadata.json",
    "top/ice/data/part.parquet",
  ];
  const tables = groupObjects(
    keys.map((key) => ({ key })),
    "top/",
  );
  assert.deepEqual(
    tables.map(({ name, files }) => `${name}: ${files.map(({ key }) => key).join(" ")}`),
    [
      "a: top/a.csv",
      "b: top/b.json.gz",
      "events: top/events/day=1/x.csv top/events/day=2/x.csv",
      "mixed_a: top/mixed_a.csv",
      "mixed_a_2: top/mixed/a.csv",
      "mixed_a_3: top/mixed/a.json",
      "orders_2023: top/orders/2023/1.parquet top/orders/2023/2.parquet",
    ],
  );
});

test("configurations, read once and again", () => {
  const config = { base_url: "https://example.com/d", tables: "x.csv; y = a.csv, b{1..2}.csv" };
  const parsed = http.parse(config);
  assert.deepEqual(parsed["tables"], [
    { name: "x", paths: ["x.csv"] },
    { name: "y", paths: ["a.csv", "b{1..2}.csv"] },
  ]);
  assert.deepEqual(http.parse(parsed), parsed);
  const list = [{ path: "z/*.csv", format: "csv" }, "w = w.json", { name: "v", paths: ["a", "b"] }];
  assert.deepEqual(s3.parse({ bucket: "abc", path_style: "true", tables: list })["tables"], [
    { name: "z", paths: ["z/*.csv"], format: "csv" },
    { name: "w", paths: ["w.json"] },
    { name: "v", paths: ["a", "b"] },
  ]);
});

test("configurations that are refused, with the field's name", () => {
  const address = "https://example.com/";
  const refused: [() => unknown, RegExp][] = [
    [() => http.parse({}), /config\.tables/],
    [() => http.parse({ tables: "" }), /config\.tables.*at least one/],
    [() => http.parse({ tables: "a.csv" }), /config\.tables.*wrong path/],
    [() => http.parse({ tables: "a.csv", base_url: "ftp://x/" }), /config\.base_url.*Only http/],
    [() => http.parse({ tables: `${address}*.csv` }), /config\.tables.*\* in a path/],
    [() => http.parse({ tables: `${address}{1..99999}.csv` }), /too many/],
    [() => http.parse({ tables: `${address}a.csv; A = ${address}b.csv` }), /two tables "A"/],
    [() => http.parse({ tables: "a = file:///etc/passwd" }), /Only http and https/],
    [() => http.parse({ tables: "a = http://u:p@example.com/a" }), /user name or password/],
    [() => http.parse({ tables: `${address}a`, token: "a\r\nb: c" }), /config\.token/],
    [() => http.parse({ tables: `${address}a`, token_header: "Host" }), /config\.token_header/],
    [() => s3.parse({}), /config\.bucket/],
    [() => s3.parse({ bucket: "a/../b" }), /config\.bucket/],
    [() => s3.parse({ bucket: "abc", region: "x.evil.example/" }), /config\.region/],
    [() => s3.parse({ bucket: "abc", endpoint: `${address}path` }), /config\.endpoint/],
  ];
  for (const [parse, said] of refused) {
    assert.throws(
      parse,
      (error) => error instanceof ApiError && said.test(error.message),
      `${said}`,
    );
  }
});
