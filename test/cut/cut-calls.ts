import type { Database, Hotdata, ResultFormat } from "hotdata";

export interface Clients {
  readonly hotdata: Hotdata;
  readonly database: Database;
}

/** A statement that was run before, and its stored result. */
export interface StoredResult {
  readonly sql: string;
  readonly resultId: string;
  /** Whether an answer has all rows, and no further pages are asked for. */
  readonly isSmall: boolean;
}

/** A call of the client whose answer may be cut. */
export interface CutCall {
  readonly format: ResultFormat;
  /** Part of the request line of the answer that is cut. */
  readonly path: string;
  /** Whether it asks for that answer, given this result. */
  fits(result: StoredResult): boolean;
  /** Reads the whole answer; returns how much there was of it. */
  read(clients: Clients, result: StoredResult): Promise<number>;
}

const RESULTS = "GET /v1/results/";
const QUERY = "POST /v1/query";
const always = (): boolean => true;

export const CUT_CALLS: readonly CutCall[] = [
  {
    format: "json",
    path: QUERY,
    fits: always,
    read: async ({ hotdata }, { sql }) => (await hotdata.query.query({ sql })).rows.length,
  },
  {
    format: "json",
    path: QUERY,
    fits: always,
    read: async ({ database }, { sql }) => (await database.sql.text(sql).rows()).length,
  },
  {
    format: "json",
    path: RESULTS,
    fits: ({ isSmall }) => !isSmall,
    read: async ({ database }, { sql }) => (await database.sql.text(sql).rows()).length,
  },
  {
    format: "json",
    path: RESULTS,
    fits: always,
    read: async ({ hotdata }, { resultId }) =>
      (await hotdata.results.getResult(resultId)).rows?.length ?? 0,
  },
  {
    format: "arrow",
    path: RESULTS,
    fits: always,
    read: async ({ hotdata }, { resultId }) =>
      (await hotdata.results.getResultArrow(resultId)).numRows,
  },
  {
    format: "arrow",
    path: RESULTS,
    fits: always,
    read: async ({ database }, { sql }) => {
      let rowCount = 0;
      for await (const { numRows } of database.sql.text(sql).batches()) rowCount += numRows;
      return rowCount;
    },
  },
  {
    format: "csv",
    path: RESULTS,
    fits: always,
    read: async ({ database }, { sql }) => sizeOf(await database.sql.text(sql).download("csv")),
  },
  ...(["json", "arrow", "csv", "parquet", "md"] as const).map((format): CutCall => ({
    format,
    path: RESULTS,
    fits: always,
    read: async ({ hotdata }, { resultId }) =>
      sizeOf(await hotdata.results.download(resultId, { format })),
  })),
];

async function sizeOf(stream: ReadableStream<Uint8Array>): Promise<number> {
  let sizeBytes = 0;
  for await (const chunk of stream) sizeBytes += chunk.length;
  return sizeBytes;
}
