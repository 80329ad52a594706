import { ApiException } from "hotdata";
import { equal, match, ok, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

/** Runs for minutes unless it is stopped. */
const ENDLESS =
  "SELECT count(*) FROM range(10000000) a(x), range(10000000) b(y) WHERE (x * y) % 7 = 3";

export const queryTests: PortableTests = {
  "columns and rows": async ({ hotdata }) => {
    const sql = "SELECT i AS n, 'row ' || i AS text FROM range(3) t(i) ORDER BY i";
    const { columns, rows, rowCount } = await hotdata.query.query({ sql });
    equal(columns, ["n", "text"]);
    equal(rows, [
      [0, "row 0"],
      [1, "row 1"],
      [2, "row 2"],
    ]);
    equal(rowCount, 3);
  },

  "text of every kind of letter, both ways": async ({ hotdata }) => {
    const text = `"quoted" \\ ünï 日本 🦆 \u2028 \u0001`;
    const answer = await hotdata.query.query({ sql: "SELECT ? AS text", parameters: [text] });
    equal(answer.rows, [[text]]);
  },

  "parameters by place, by name and of other types": async ({ hotdata }) => {
    const byPlace = await hotdata.query.query({
      sql: "SELECT ? AS n, ? AS text, ? AS nothing, ? AS yes",
      parameters: [-7, "it's ?", null, true],
    });
    equal(byPlace.rows, [[-7, "it's ?", null, true]]);
    const byName = await hotdata.query.query({
      sql: "SELECT $day + 1 AS next, $text AS text",
      parameters: { day: { type: "DATE", value: "2026-02-28" }, text: "x" },
    });
    equal(byName.rows, [["2026-03-01", "x"]]);
  },

  "a scope": async ({ hotdata }) => {
    const { id } = await hotdata.databases.createDatabase({});
    const request = { mode: "replace", data: "n\n1\n2\n" };
    await hotdata.databases.loadDatabaseTable(id, "main", "numbers", request);
    const sql = "SELECT sum(n) AS total FROM numbers";
    const { rows } = await hotdata.query.query({ sql }, { xDatabaseId: id });
    equal(rows, [[3]]);
    const error = await rejection(hotdata.query.query({ sql }), ApiException);
    equal(error.status, 400);
    await hotdata.databases.deleteDatabase(id);
  },

  "a run that is cancelled ends as cancelled": async ({ hotdata }) => {
    const answer = await hotdata.query.query({ sql: ENDLESS, async: true });
    ok("statusUrl" in answer);
    await hotdata.queryRuns.cancelQueryRun(answer.queryRunId);
    const run = await hotdata.queryRuns.wait(answer.queryRunId, { timeoutMs: 25_000 });
    equal(run.status, "cancelled");
  },

  "a statement has the time limit that it asks for": async ({ hotdata }) => {
    const call = hotdata.query.query({ sql: ENDLESS, timeoutMs: 200 });
    const error = await rejection(call, ApiException);
    equal(error.status, 400);
    match(error.message, /200 ms/);
  },

  "pages of a stored result": async ({ hotdata }) => {
    const { resultId } = await hotdata.query.query({
      sql: "SELECT i FROM range(100) t(i) ORDER BY i",
    });
    const page = await hotdata.results.getResult(resultId ?? "", { offset: 97, limit: 10 });
    equal(page.rows, [[97], [98], [99]]);
  },

  "many at once": async ({ hotdata }) => {
    const numbers = Array.from({ length: 20 }, (_, n) => n);
    const answers = await Promise.all(
      numbers.map((n) => hotdata.query.query({ sql: "SELECT ? AS n", parameters: [n] })),
    );
    equal(
      answers.map(({ rows }) => rows[0]?.[0]),
      numbers,
    );
  },
};
