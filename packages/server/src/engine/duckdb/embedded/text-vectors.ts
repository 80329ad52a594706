import { setImmediate } from "node:timers/promises";
import {
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBValue,
  FLOAT,
  LIST,
  listValue,
  VARCHAR,
} from "@duckdb/node-api";
import { engineError } from "../engine-error.ts";
import { interruptible } from "../interruptible.ts";
import { quoteList, quoteLiteral } from "../sql-text.ts";

/** Different texts that have no vector yet. */
export interface NewTexts {
  /** What tells texts apart: the first 16 bytes of their SHA-256. */
  readonly hashes: readonly string[];
  readonly texts: readonly string[];
}

/** Fewer vectors than this are picked out of a file; else all of the file is read. */
const MAX_PICKED = 2_000;
const SLICE_NUMBERS = 2_097_152;
const MIN_ROW_GROUP_ROWS = 2_048;
const CHUNK_ROWS = 64;
/** Numbers of vectors neither repeat nor compress. */
const FORMAT = "FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1";

/**
 * The texts of one data file on their way to vectors, on two connections of their own: what is not
 * needed in memory is on disk. Files of vectors have the columns `row` (not those of a part),
 * `text_hash` and `vector`.
 */
export class TextVectors {
  /** Reads, and has the temporary tables. */
  readonly #reading: DuckDBConnection;
  readonly #writing: DuckDBConnection;

  constructor(reading: DuckDBConnection, writing: DuckDBConnection) {
    this.#reading = reading;
    this.#writing = writing;
  }

  /**
   * Takes texts in; those of white space only have no vector.
   * @param textsSql its result has a column `text`, in the order of the file's rows
   * @param known files that have vectors already
   */
  async take(textsSql: string, known: readonly string[], signal: AbortSignal): Promise<void> {
    const numbered = `SELECT CAST(row_number() OVER () - 1 AS UINTEGER) AS "row", text FROM (${textsSql})`;
    const hashed = `SELECT "row", substr(sha256(text), 1, 32) AS text_hash, text FROM (${numbered}) WHERE regexp_matches(text, '\\S')`;
    const notKnown =
      known.length === 0
        ? ""
        : `WHERE text_hash NOT IN (SELECT text_hash FROM read_parquet(${quoteList(known)}))`;
    await this.#run(
      signal,
      `CREATE TEMP TABLE file_rows AS SELECT "row", text_hash FROM (${hashed})`,
      `CREATE TEMP TABLE new_texts AS SELECT text_hash, any_value(text) AS text FROM (${hashed}) ${notKnown} GROUP BY text_hash ORDER BY min("row")`,
    );
  }

  /** What has to be embedded, `count` texts at a time. */
  async *newTexts(count: number, signal: AbortSignal): AsyncGenerator<NewTexts> {
    const result = await this.#reading.stream("SELECT text_hash, text FROM new_texts");
    let hashes: string[] = [];
    let texts: string[] = [];
    for (;;) {
      const chunk = await interruptible(this.#reading, signal, () => result.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) break;
      for (const row of chunk.getRows()) {
        const [hash = "", text = ""] = row.map(String);
        hashes.push(hash);
        texts.push(text);
        if (texts.length < count) continue;
        yield { hashes, texts };
        hashes = [];
        texts = [];
      }
    }
    if (texts.length > 0) yield { hashes, texts };
  }

  /** Writes vectors to a new file, each with the hash of its text. */
  async writePart(
    path: string,
    hashes: readonly string[],
    vectors: readonly Float32Array[],
  ): Promise<void> {
    await this.#writing.run(
      "CREATE OR REPLACE TEMP TABLE part (text_hash VARCHAR, vector FLOAT[])",
    );
    const appender = await this.#writing.createAppender("part");
    for (let start = 0; start < hashes.length; start += CHUNK_ROWS) {
      const end = Math.min(start + CHUNK_ROWS, hashes.length);
      const chunk = DuckDBDataChunk.create([VARCHAR, LIST(FLOAT)], end - start);
      chunk.setColumnValues(0, hashes.slice(start, end));
      const lists = vectors.slice(start, end).map((vector) => listValue([...vector]));
      chunk.setColumnValues(1, lists);
      appender.appendDataChunk(chunk);
      // Handing numbers over one by one takes its time; searches come first.
      await setImmediate();
    }
    appender.closeSync();
    await this.#writing.run(`COPY part TO ${quoteLiteral(path)} (${FORMAT})`);
    await this.#writing.run("DROP TABLE part");
  }

  /**
   * Writes the vector of each row that has a text, in the order of the rows.
   * @param known files that have all the vectors
   */
  async writeWhole(path: string, known: readonly string[], signal: AbortSignal): Promise<void> {
    await this.#findPlaces(known, signal);
    await this.#run(
      signal,
      'CREATE TEMP TABLE whole ("row" UINTEGER, text_hash VARCHAR, vector FLOAT[])',
    );
    const [[count = 0] = []] = numbersOf(await this.#rows("SELECT count(*) FROM places", signal));
    const sliceRows = await this.#sliceRows(known, signal);
    // Few vectors are in memory at a time: joined and sorted all at once, they would not fit.
    for (let start = 0; start < count; start += sliceRows) {
      await this.#addSlice(`n BETWEEN ${start} AND ${start + sliceRows - 1}`, known, signal);
    }
    const rows = Math.max(sliceRows, MIN_ROW_GROUP_ROWS);
    await this.#run(
      signal,
      `COPY whole TO ${quoteLiteral(path)} (${FORMAT}, ROW_GROUP_SIZE ${rows})`,
    );
  }

  close(): void {
    this.#reading.closeSync();
    this.#writing.closeSync();
  }

  /** A place of each row's vector: a text may be in many rows of many files. */
  async #findPlaces(known: readonly string[], signal: AbortSignal): Promise<void> {
    const files = known.map(
      (path, file) =>
        `SELECT text_hash, ${file}, file_row_number FROM read_parquet(${quoteLiteral(path)}, file_row_number = true)`,
    );
    const all = files.length === 0 ? "SELECT '', 0, 0 WHERE false" : files.join(" UNION ALL ");
    await this.#run(
      signal,
      `CREATE TEMP TABLE places AS SELECT CAST(row_number() OVER (ORDER BY "row") - 1 AS UINTEGER) AS n, "row", text_hash, ` +
        `CAST(found >> 32 AS INTEGER) AS file, found & 4294967295 AS place FROM file_rows JOIN (` +
        `SELECT text_hash, min((CAST(file AS BIGINT) << 32) | place) AS found FROM (${all}) AS everywhere(text_hash, file, place) ` +
        `WHERE text_hash IN (SELECT text_hash FROM file_rows) GROUP BY text_hash) USING (text_hash)`,
    );
  }

  /** How many vectors are about 8 MB. */
  async #sliceRows(known: readonly string[], signal: AbortSignal): Promise<number> {
    const first = await this.#rows("SELECT file, place FROM places LIMIT 1", signal);
    const [[file = -1, place = 0] = []] = numbersOf(first);
    const path = known[file];
    if (path === undefined) return SLICE_NUMBERS;
    const sql = `SELECT len(vector) FROM read_parquet(${quoteLiteral(path)}, file_row_number = true) WHERE file_row_number = ${place}`;
    const [[length = 1] = []] = numbersOf(await this.#rows(sql, signal));
    return Math.max(1, Math.floor(SLICE_NUMBERS / length));
  }

  async #addSlice(slice: string, known: readonly string[], signal: AbortSignal): Promise<void> {
    const files = await this.#rows(
      `SELECT file, count(*), min(place), max(place) FROM places WHERE ${slice} GROUP BY file`,
      signal,
    );
    const reads: string[] = [];
    for (const [file = 0, count = 0, first = 0, last = 0] of numbersOf(files)) {
      let wanted = `BETWEEN ${first} AND ${last}`;
      if (count <= MAX_PICKED) {
        const sql = `SELECT place FROM places WHERE ${slice} AND file = ${file}`;
        wanted = `IN (${(await this.#rows(sql, signal)).join(", ")})`;
      }
      const path = quoteLiteral(known[file] ?? "");
      reads.push(
        `SELECT ${file} AS file, file_row_number AS place, vector FROM read_parquet(${path}, file_row_number = true) WHERE file_row_number ${wanted}`,
      );
    }
    await this.#run(
      signal,
      `INSERT INTO whole SELECT "row", text_hash, vector FROM (SELECT * FROM places WHERE ${slice}) ` +
        `JOIN (${reads.join(" UNION ALL ")}) USING (file, place) ORDER BY "row"`,
    );
  }

  async #rows(sql: string, signal: AbortSignal): Promise<DuckDBValue[][]> {
    const read = () => this.#reading.runAndReadAll(sql);
    return (await interruptible(this.#reading, signal, read)).getRows();
  }

  async #run(signal: AbortSignal, ...statements: readonly string[]): Promise<void> {
    try {
      for (const statement of statements) {
        await interruptible(this.#reading, signal, () => this.#reading.run(statement));
      }
    } catch (error) {
      signal.throwIfAborted();
      throw engineError(error);
    }
  }
}

function numbersOf(rows: readonly (readonly DuckDBValue[])[]): number[][] {
  return rows.map((row) => row.map(Number));
}
