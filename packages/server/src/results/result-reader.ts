import type { Engine, TextFormat } from "../engine/engine.ts";
import type { ArrowReader } from "./arrow/arrow-reader.ts";
import type { Admission } from "../admission/admission.ts";
import { uniqueNames } from "../query/unique-names.ts";
import type { FileHold } from "./file-holds.ts";
import type { ResultFiles } from "./result-files.ts";
import { piecesInTurn } from "./pieces-in-turn.ts";
import { type ParquetDownload, parquetDownload } from "./parquet-download.ts";
import type { ReadyResult, ResultScope, ResultStore, StoredResult } from "./result-store.ts";
import type { SmallResults } from "./small-results.ts";

export interface ResultPage {
  /** Whose reading it is. */
  readonly workspaceId: string;
  readonly result: ReadyResult;
  readonly offset: number;
  readonly limit: number | undefined;
  readonly signal: AbortSignal;
}

export interface ResultReaderParts {
  readonly engine: Engine;
  readonly arrow: ArrowReader;
  readonly files: ResultFiles;
  readonly results: ResultStore;
  readonly small: SmallResults;
  readonly admission: Admission;
}

export interface FoundResult {
  readonly result: StoredResult | undefined;
  /** Its file stays until the release. */
  readonly hold: FileHold;
}

/** Streams stored results; nothing of their size is ever held in memory. */
export class ResultReader {
  readonly #parts: ResultReaderParts;

  constructor(parts: ResultReaderParts) {
    this.#parts = parts;
  }

  /** Looks a result up and keeps its file, whatever becomes of the result meanwhile. */
  async open(scope: ResultScope, resultId: string): Promise<FoundResult> {
    const hold = this.#parts.files.hold(resultId);
    try {
      return { result: await this.#parts.results.find(scope, resultId), hold };
    } catch (error) {
      await hold.release();
      throw error;
    }
  }

  /** The whole body of a JSON answer. */
  async *json(page: ResultPage): AsyncGenerator<Uint8Array> {
    const { result, offset, limit } = page;
    const left = Math.max(result.rowCount - offset, 0);
    const head = JSON.stringify({
      result_id: result.id,
      status: "ready",
      columns: result.columns.map((column) => column.name),
      nullable: result.columns.map((column) => column.nullable),
      row_count: limit === undefined ? left : Math.min(left, limit),
    });
    yield Buffer.from(`${head.slice(0, -1)},"rows":[`);
    // Clients poll with `limit=0`: that needs no engine.
    if (limit !== 0 && left > 0) yield* this.#text(page, "json");
    yield Buffer.from("]}");
  }

  csv(page: ResultPage): AsyncIterable<Uint8Array> {
    return this.#text(page, "csv");
  }

  md(page: ResultPage): AsyncIterable<Uint8Array> {
    return this.#text(page, "md");
  }

  async *arrow({ result, offset, limit }: ResultPage): AsyncGenerator<Uint8Array> {
    const { arrow, small } = this.#parts;
    const { columns } = result;
    yield* arrow.read({ source: await small.parquetOf(result), columns, offset, limit });
  }

  /** The whole result: pages do not apply to a file format. */
  async parquet({ result }: ResultPage): Promise<ParquetDownload> {
    const names = uniqueNames(result.columns.map((column) => column.name));
    return parquetDownload(await this.#parts.small.parquetOf(result), names);
  }

  async *#text(page: ResultPage, format: TextFormat): AsyncGenerator<Uint8Array> {
    const { workspaceId, result, offset, limit, signal } = page;
    const { engine, admission, small } = this.#parts;
    const { columns, rowCount } = result;
    const source = await small.parquetOf(result);
    const request = { result: source, columns, rowCount, format, offset, limit };
    const open = (isLow: boolean) => engine.exportResult({ isLow, ...request }, signal);
    yield* piecesInTurn(() => admission.enter(workspaceId), open, signal);
  }
}
