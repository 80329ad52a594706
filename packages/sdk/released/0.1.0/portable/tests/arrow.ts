import { ApiException, ConnectionError, ResultNotReadyError } from "hotdata";
import type { Hotdata } from "hotdata";
import { equal, match, ok, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

const ROWS = 50_000;

async function store(hotdata: Hotdata, sql: string): Promise<string> {
  const { resultId } = await hotdata.query.query({ sql });
  ok(resultId, "the result is stored");
  return resultId;
}

async function storeNumbers(hotdata: Hotdata): Promise<string> {
  return store(hotdata, `SELECT i AS n, 'row ' || i AS text FROM range(${ROWS}) t(i) ORDER BY i`);
}

export const arrowTests: PortableTests = {
  "buffered, with every type of column": async ({ hotdata }) => {
    const sql =
      "SELECT 9223372036854775807 AS big, 'ü' AS text, 1.5::DOUBLE AS half, true AS yes, " +
      "[1, 2] AS list, DATE '2026-02-28' AS day";
    const table = await hotdata.results.getResultArrow(await store(hotdata, sql));
    const row = table.get(0);
    equal(
      [row?.["big"], row?.["text"], row?.["half"], row?.["yes"]],
      [9_223_372_036_854_775_807n, "ü", 1.5, true],
    );
    equal(Array.from(row?.["list"], Number), [1, 2]);
    equal(new Date(row?.["day"]).toISOString().slice(0, 10), "2026-02-28");
  },

  "a part of a result, and an empty one": async ({ hotdata }) => {
    const id = await storeNumbers(hotdata);
    const page = await hotdata.results.getResultArrow(id, { offset: ROWS - 2, limit: 10 });
    equal(Array.from(page.getChild("n") ?? [], Number), [ROWS - 2, ROWS - 1]);
    const beyond = await hotdata.results.getResultArrow(id, { offset: ROWS });
    equal([beyond.numRows, beyond.schema.names], [0, ["n", "text"]]);
  },

  streamed: async ({ hotdata }) => {
    await using stream = hotdata.results.streamResultArrow(await storeNumbers(hotdata));
    equal((await stream.schema).names, ["n", "text"]);
    let rowCount = 0;
    let last: unknown;
    for await (const batch of stream) {
      rowCount += batch.numRows;
      last = batch.get(batch.numRows - 1)?.["text"];
    }
    equal([rowCount, last], [ROWS, `row ${ROWS - 1}`]);
  },

  "left early, the transfer ends": async ({ hotdata }) => {
    const stream = hotdata.results.streamResultArrow(await storeNumbers(hotdata));
    for await (const batch of stream) {
      ok(batch.numRows > 0);
      break;
    }
    await rejection(stream.batches().next(), TypeError);
  },

  "a result that is not ready": async ({ meet }) => {
    const { hotdata } = meet("not-ready");
    const error = await rejection(hotdata.results.getResultArrow("rslt1"), ResultNotReadyError);
    equal([error.resultStatus, error.retryAfterSeconds], ["processing", 2]);
  },

  "an unknown result": async ({ hotdata }) => {
    const call = hotdata.results.getResultArrow("rslt_unknown");
    equal((await rejection(call, ApiException)).status, 404);
  },

  "a stream whose connection breaks is an error": async ({ meet }) => {
    for (const fault of ["cut-with-length", "cut-chunked"]) {
      const { hotdata } = meet(fault);
      await rejection(hotdata.results.getResultArrow("rslt1"), ConnectionError);
    }
  },

  "a stream without its end is an error, however well the transfer ended": async ({ meet }) => {
    const { hotdata } = meet("cut-before-the-end-mark");
    const call = hotdata.results.getResultArrow("rslt1");
    match((await rejection(call, Error)).message, /arrow/i);
  },
};
