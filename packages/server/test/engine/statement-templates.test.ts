import assert from "node:assert/strict";
import { test } from "node:test";
import type { InspectRequest } from "../../src/engine/engine.ts";
import { StatementTemplates } from "../../src/engine/statement-templates.ts";
import { openEngineIn } from "./open-engine-in.ts";
import { Random } from "./statement/random.ts";

const SIGNAL = new AbortController().signal;
const LIMITS = { memoryMb: 256, threads: 1 };

/** Statements with places for constants. */
const SHAPES = [
  "SELECT * FROM pg.public.orders WHERE order_id = ?",
  "SELECT a, T.b AS c FROM t WHERE a >= ? AND ? <> b LIMIT 5",
  "SELECT a FROM t AS x WHERE (x.a IN (?, ?) OR b = ?) AND ok LIMIT 2;",
  "SELECT a FROM t WHERE a NOT IN (?, ?) AND b BETWEEN ? AND ? -- as it is\n",
  "SELECT a AS b FROM t WHERE day = DATE ? AND seen > TIMESTAMP ? AND c IS NULL",
  "SELECT a FROM t WHERE b LIKE ? AND a = ?",
  "SELECT a FROM t WHERE starts_with(b, ?)",
  "SELECT a FROM t WHERE a = -? OR b = +?",
  "SELECT a FROM t WHERE a = ? AND a = 7.5",
  "SELECT a FROM t WHERE CAST(? AS VARCHAR) = b",
  "SELECT a FROM t WHERE a + ? = 3",
  "SELECT a, ? FROM t WHERE a = ?",
  "SELECT a FROM t WHERE a = ? ORDER BY ?",
  "SELECT a FROM t WHERE a = ? LIMIT ?",
  "SELECT a FROM t WHERE a = ? LIMIT 3 OFFSET ?",
  "SELECT a FROM t AT (VERSION => ?) WHERE a = ?",
  "SELECT count(*) FROM t WHERE a = ?",
  "SELECT a FROM t WHERE a = INTERVAL ? DAY",
  "SELECT a AS 'x' FROM t WHERE a = ?",
];

const CONSTANTS = [
  "0",
  "7",
  "8",
  "10",
  "123456789",
  "1234567890",
  "007",
  "-5",
  "7.5",
  "1e3",
  "1_000",
  "'x'",
  "''",
  "'7'",
  "'2024-01-01'",
  "'it''s'",
  "'a%'",
  "'\u00e9 ? --'",
  "E'a'",
  "$$a$$",
  "NULL",
  "true",
  "'b'",
];

const PLAIN = ["7", "8", "11", "123", "4567", "89", "'x'", "'yz'", "'2024-01-01'", "'2025-02-02'"];

test("a template says of other constants what an inspection says, or nothing", async (t) => {
  const { engine } = await openEngineIn(t, [], LIMITS);
  const random = new Random(1);
  const found = new Map(SHAPES.map((shape) => [shape, 0]));
  for (const shape of SHAPES) {
    const texts = Array.from({ length: 120 }, () =>
      shape.replaceAll("?", () => random.pick(random.chance(80) ? PLAIN : CONSTANTS)),
    );
    const templates = new StatementTemplates();
    for (const text of texts) {
      const request = requestOf(text);
      const inspected = await engine.inspect(request, SIGNAL).catch(() => undefined);
      const known = templates.find(request);
      if (known !== undefined) {
        assert.deepEqual(known, inspected, text);
        found.set(shape, (found.get(shape) ?? 0) + 1);
      }
      if (inspected !== undefined) templates.learn(request, inspected);
    }
  }
  const [lookup = "", ...others] = SHAPES;
  assert.ok((found.get(lookup) ?? 0) > 20, `${lookup}: ${found.get(lookup)}`);
  const used = others.filter((shape) => (found.get(shape) ?? 0) > 0);
  assert.deepEqual(used, [...SHAPES.slice(1, 5), SHAPES[9], SHAPES[13]]);
});

test("of parameters and other dialects, a template says nothing", async (t) => {
  const { engine } = await openEngineIn(t, [], LIMITS);
  const templates = new StatementTemplates();
  const request = requestOf("SELECT a FROM t WHERE a = 7");
  templates.learn(request, await engine.inspect(request, SIGNAL));
  assert.ok(templates.find(requestOf("SELECT a FROM t WHERE a = 8")));
  assert.equal(templates.find({ ...request, dialect: "snowflake" }), undefined);
  assert.equal(templates.find({ ...request, parameterNames: ["1"] }), undefined);
});

function requestOf(sqlText: string): InspectRequest {
  return { sqlText, dialect: "hotsql", parameterNames: [] };
}
