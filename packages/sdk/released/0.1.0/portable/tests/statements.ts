import { ApiException, identifier, QueryFailedError, RowValidationError } from "hotdata";
import { equal, match, ok, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

/** Runs for minutes unless it is stopped. */
const ENDLESS =
  "SELECT count(*) AS n FROM range(10000000) a(x), range(10000000) b(y) WHERE (x * y) % 7 = 3";
/** More rows than an answer holds. */
const MANY = 25_000;

class ChangedMind extends Error {}

/** A schema as Zod and its like have, made by hand: `n` must be below 3. */
const BELOW_THREE = {
  "~standard": {
    version: 1,
    vendor: "by hand",
    validate(value: unknown) {
      const n: unknown = Reflect.get(Object(value), "n");
      if (typeof n === "number" && n < 3) return { value: { n, checked: true } };
      return { issues: [{ message: `${String(n)} is not below 3`, path: ["n"] }] };
    },
  },
} as const;

export const statementTests: PortableTests = {
  "rows are objects, values are parameters": async ({ hotdata }) => {
    const [word, list] = ["it's ü", [1, 3]];
    const rows = await hotdata.sql`
      SELECT i AS n, ${word} AS ${identifier("a word")}
      FROM range(5) t(i) WHERE i IN ${list} ORDER BY i`.rows();
    equal(rows, [
      { n: 1, "a word": word },
      { n: 3, "a word": word },
    ]);
  },

  "values of every kind": async ({ hotdata }) => {
    const moment = new Date("2026-02-28T12:34:56.789Z");
    const row = await hotdata.sql`
      SELECT ${9_007_199_254_740_993n} AS big, ${null} AS nothing, ${true} AS yes,
        epoch_ms(${moment}) AS moment, octet_length(${Uint8Array.of(1, 2, 255)}) AS bytes,
        ${{ type: "DECIMAL(38,9)", value: "12345678901234567890.123456789" }} AS exact`.first();
    equal(row, {
      big: 9_007_199_254_740_993n,
      nothing: null,
      yes: true,
      moment: moment.getTime(),
      bytes: 3,
      exact: "12345678901234567890.123456789",
    });
  },

  "a text with parameters, and the whole result": async ({ hotdata }) => {
    const result = await hotdata.sql.text("SELECT $1 AS a, 2 AS a", [1]).result();
    equal([result.columns, result.values], [["a", "a"], [[1, 2]]]);
    ok(result.resultId !== null && result.queryRunId.length > 0);
  },

  "a result that does not fit into an answer": async ({ hotdata }) => {
    const query = hotdata.sql.text(`SELECT i AS n FROM range(${MANY}) t(i) ORDER BY i`);
    const rows = await query.rows<{ n: number }>();
    equal([rows.length, rows.at(-1)?.n], [MANY, MANY - 1]);
    let sum = 0;
    for await (const row of query) sum += Number(row["n"]);
    equal(sum, (MANY * (MANY - 1)) / 2);
  },

  "rows that are checked": async ({ hotdata }) => {
    const query = hotdata.sql`SELECT i AS n FROM range(5) t(i) ORDER BY i`;
    equal(await query.first({ schema: BELOW_THREE }), { n: 0, checked: true });
    const error = await rejection(query.rows({ schema: BELOW_THREE }), RowValidationError);
    equal([error.rowIndex, error.code], [3, "ROW_INVALID"]);
    match(error.message, /row 3 .* 3 is not below 3/);
  },

  "a table of Arrow, and its batches": async ({ hotdata }) => {
    const query = hotdata.sql.text(`SELECT i AS n FROM range(${MANY}) t(i) ORDER BY i`);
    equal((await query.arrow()).numRows, MANY);
    let count = 0;
    for await (const batch of query.batches()) count += batch.numRows;
    equal(count, MANY);
  },

  "a download": async ({ hotdata }) => {
    const query = hotdata.sql`SELECT i AS n, 'ü' AS text FROM range(2) t(i) ORDER BY i`;
    equal(await new Response(await query.download("csv")).text(), "n,text\n0,ü\n1,ü\n");
    const parquet = await new Response(await query.download("parquet")).arrayBuffer();
    equal(new TextDecoder().decode(parquet.slice(0, 4)), "PAR1");
  },

  "a database, its fork and its end": async ({ hotdata }) => {
    const db = await hotdata.databases.create({ name: "portable", expiresAt: "1h" });
    const request = { mode: "replace", data: "n\n1\n2\n" };
    await hotdata.databases.loadDatabaseTable(db.id, "main", "numbers", request);
    const fork = await db.fork();
    equal(await fork.sql`SELECT sum(n) AS total FROM numbers`.first(), { total: 3 });
    equal((await hotdata.database(db.id).info()).name, "portable");
    await db.delete();
    equal((await rejection(db.info(), ApiException)).status, 404);
    await fork.delete();
  },

  "a statement that is refused": async ({ hotdata }) => {
    const error = await rejection(hotdata.sql`SELECT * FROM missing_table`.rows(), ApiException);
    equal(error.status, 400);
    match(error.message, /missing_table/);
  },

  "a statement that fails once it runs": async ({ hotdata }) => {
    const query = hotdata.sql`SELECT CAST(word AS INTEGER) AS n FROM (VALUES ('seven')) t(word)`;
    const error = await rejection(query.rows(), Error);
    ok(error instanceof ApiException || error instanceof QueryFailedError);
    match(error.message, /seven/);
  },

  "a statement that is aborted stops on the server": async ({ hotdata }) => {
    const db = await hotdata.databases.create();
    const controller = new AbortController();
    setTimeout(() => controller.abort(new ChangedMind()), 400);
    const rows = db.sql.text(ENDLESS).rows({ signal: controller.signal });
    await rejection(rows, ChangedMind);
    const scope = { xDatabaseId: db.id };
    const [run] = await hotdata.queryRuns.list({ ...scope, limit: 1 }).toArray();
    const ended = await hotdata.queryRuns.wait(run?.id ?? "", { ...scope, timeoutMs: 20_000 });
    equal(ended.status, "cancelled");
    await db.delete();
  },
};
