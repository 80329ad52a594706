import type { BareAnswer, BareDuckDb } from "../bare-duckdb.ts";
import { NO_LOSS } from "../compare/canonical.ts";
import { compareAnswer } from "../compare/compare-answer.ts";
import { duckdbCell, NamelessFields } from "../compare/duckdb-cell.ts";
import { hashOfRows } from "../compare/row-hash.ts";
import type { Answer, CorpusClient, Format } from "../corpus-client.ts";
import type { Tally } from "../tally.ts";
import { documentedRefusal } from "./documented-refusal.ts";
import { meetsExpectation } from "./expected-values.ts";
import { mentions, type SessionObjects, type SetUpTable } from "./session-objects.ts";
import type { QueryRecord, StatementRecord } from "./slt-record.ts";

const OTHER_FORMATS: readonly Format[] = ["arrow", "parquet", "csv", "md"];
const MOST_REPEATS = 100;
const REPEATS_LIMIT_MS = 60_000;
const MOST_ROWS = 200_000;

interface ReadingParts {
  readonly bare: BareDuckDb;
  readonly client: CorpusClient;
  readonly databaseId: string;
  readonly tally: Tally;
}

/** Sends reading statements to the server and to DuckDB itself, and compares. */
export class ReadingStatement {
  readonly #parts: ReadingParts;
  #compared = 0;

  constructor(parts: ReadingParts) {
    this.#parts = parts;
  }

  /** Why the server cannot run the statement as DuckDB does; undefined when it can. */
  reasonNotTo(sql: string, { foreign }: SessionObjects): string | undefined {
    for (const [name, what] of foreign) if (mentions(sql, name)) return `uses ${what}`;
    if (/\binformation_schema\b/i.test(sql)) return "reads information_schema, which is our own";
    if (/\browid\b/i.test(sql)) return "uses rowid";
    if (/\bmemory\./i.test(sql)) return "names DuckDB's own catalog";
    return undefined;
  }

  tablesOf(sql: string, { tables }: SessionObjects): SetUpTable[] {
    return tables.filter(({ table }) => mentions(sql, table));
  }

  async compare(
    name: string,
    record: StatementRecord | QueryRecord,
    limitMs: number,
  ): Promise<void> {
    const { bare, client, databaseId, tally } = this.#parts;
    const expected = await answerOf(bare, record.sql, limitMs);
    if (expected instanceof Error && /interrupt/i.test(expected.message)) {
      return tally.notApplicable("takes DuckDB itself too long");
    }
    const at = `${name} ${oneLine(record.sql)}`;
    const answer = await client
      .query(databaseId, record.sql, "duckdb")
      .catch((error: unknown) => new Error("no answer that can be read", { cause: error }));
    if (answer instanceof Error) return tally.different(`${at}: ${String(answer.cause)}`);
    if ("status" in answer) {
      if (expected instanceof Error && expected.message.startsWith("Out of Memory")) {
        return tally.notApplicable("needs more memory than DuckDB itself may use");
      }
      if (answer.status >= 500) return tally.different(`${at}: ${answer.status} ${answer.message}`);
      if (expected instanceof Error) return this.#refusedByBoth(record);
      const reason = documentedRefusal(answer.message, record.sql);
      if (reason !== undefined) return tally.notApplicable(reason);
      return tally.different(`${at}: ${answer.status} ${answer.message}`);
    }
    if (expected instanceof Error) {
      if (/Catalog Error: .*Function/i.test(expected.message)) {
        return tally.notApplicable("a function that only the server has");
      }
      return tally.different(`${at}: answered, but DuckDB says ${oneLine(expected.message)}`);
    }
    if (record.kind === "query") tally.written(at, meetsExpectation(record, expected.rows));
    try {
      await this.#compareRows(at, record, { expected, answer });
    } catch (error) {
      if (!(error instanceof NamelessFields)) throw error;
      tally.notApplicable("a struct without names, of which DuckDB's client tells one field");
    }
  }

  #refusedByBoth(record: StatementRecord | QueryRecord): void {
    const { tally } = this.#parts;
    const isMeant = record.kind === "statement" && record.expects !== "ok";
    if (isMeant) tally.equalRefusal();
    else tally.notApplicable("not what DuckDB takes either; the server answers 4xx");
  }

  async #compareRows(
    at: string,
    record: StatementRecord | QueryRecord,
    { expected, answer }: { expected: BareAnswer; answer: Answer },
  ): Promise<void> {
    const { bare, tally } = this.#parts;
    if (expected.rows.length > MOST_ROWS) return tally.notApplicable("very many rows");
    this.#compared += 1;
    const other = OTHER_FORMATS[this.#compared % OTHER_FORMATS.length] ?? "arrow";
    for (const format of ["json", other] as const) {
      const difference = await compareAnswer({ ...this.#parts, expected, answer }, format);
      if (difference === undefined) continue;
      if (!(await isRepeatable(bare, record.sql, expected))) {
        return tally.notApplicable("DuckDB itself does not answer the same twice");
      }
      return tally.different(`${at}: ${format}: ${difference}`);
    }
    tally.equal();
  }
}

async function answerOf(
  bare: BareDuckDb,
  sql: string,
  limitMs: number,
): Promise<BareAnswer | Error> {
  try {
    return await bare.read(sql, limitMs);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

/** Whether DuckDB gives the same rows every time: where it may choose, one answer in six may differ. */
async function isRepeatable(bare: BareDuckDb, sql: string, first: BareAnswer): Promise<boolean> {
  const hash = ({ rows }: BareAnswer): string =>
    hashOfRows(rows.map((row) => row.map((value) => duckdbCell(value, NO_LOSS))));
  const wanted = hash(first);
  const until = Date.now() + REPEATS_LIMIT_MS;
  for (let repeat = 0; repeat < MOST_REPEATS && Date.now() < until; repeat += 1) {
    const again = await answerOf(bare, sql, REPEATS_LIMIT_MS);
    if (again instanceof Error || hash(again) !== wanted) return false;
  }
  return true;
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)}...` : line;
}
