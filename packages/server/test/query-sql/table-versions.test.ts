import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import { startSqlFixture } from "./start-sql-fixture.ts";

test("AT reads older snapshots", async (t) => {
  const { load, rows, refusal } = await startSqlFixture(t);
  await load("orders", "id\n1\n");
  await sleep(20);
  const between = new Date().toISOString();
  await sleep(20);
  await load("orders", "id\n1\n2\n");
  await load("others", "id\n1\n2\n");

  await t.test("by number and by time, in every spelling", async () => {
    for (const [from, count] of [
      ["orders", 2],
      ["orders AT (VERSION => 1)", 1],
      ["public.orders at ( version => 2 )", 2],
      ["default.public.orders AT (VERSION => 1) AS o", 1],
      ["orders AT (VERSION => 1) o", 1],
      ["orders AS o AT (VERSION => 1)", 1],
      ["orders o AT (VERSION => 1)", 1],
      [`orders AT (TIMESTAMP => '${between}')`, 1],
      [`orders AT (TIMESTAMP => TIMESTAMPTZ '${between}')`, 1],
      [`orders AT (TIMESTAMP => CAST('${between}' AS TIMESTAMP))`, 1],
      [`orders AT (TIMESTAMP => '${between}'::timestamp)`, 1],
      ["orders AT (TIMESTAMP => '2999-01-01 00:00:00+02')", 2],
    ] as const) {
      assert.deepEqual(await rows(`SELECT count(*) FROM ${from}`), [[count]], from);
    }
  });

  await t.test("two snapshots of one table in one statement", async () => {
    assert.deepEqual(
      await rows(
        `SELECT new.id, old.id FROM orders AS new LEFT JOIN orders AT (VERSION => 1) AS old
         USING (id) ORDER BY 1`,
      ),
      [
        [1, 1],
        [2, null],
      ],
    );
    assert.deepEqual(
      await rows(
        "SELECT id FROM orders EXCEPT SELECT orders.id FROM public.orders AT (VERSION => 1)",
      ),
      [[2]],
    );
    assert.deepEqual(await rows("SELECT o.id FROM (SELECT * FROM orders AT (VERSION => 1)) o"), [
      [1],
    ]);
  });

  await t.test("conditions of one place do not prune another", async () => {
    assert.deepEqual(
      await rows(
        "SELECT count(*) FROM orders AT (VERSION => 1) a, orders AT (VERSION => 2) b WHERE b.id = 2",
      ),
      [[1]],
    );
  });

  await t.test("in every dialect", async () => {
    for (const dialect of ["hotsql", "postgres", "duckdb", "snowflake"]) {
      const counted = await rows("SELECT count(*) FROM orders AT (VERSION => 1)", { dialect });
      assert.deepEqual(counted, [[1]], dialect);
    }
    assert.deepEqual(await rows("DESCRIBE orders AT (VERSION => 1)"), [["id", "Int64", "YES"]]);
  });

  await t.test("snapshots that are not there are refused", async () => {
    assert.match(await refusal("SELECT * FROM orders AT (VERSION => 99)"), /snapshot/i);
    assert.match(await refusal("SELECT * FROM others AT (VERSION => 1)"), /not found/);
    assert.match(await refusal("SELECT * FROM range(3) AT (VERSION => 1)"), /follow a table/);
    assert.match(
      await refusal("SELECT * FROM orders AT (VERSION => $1)", { parameters: [1] }),
      /number/,
    );
  });
});
