import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from "@duckdb/node-api";
import { engineError } from "../engine-error.ts";
import type { DuckDbSettings } from "../duckdb-settings.ts";
import { TextVectors } from "../embedded/text-vectors.ts";
import { openFencedInstance } from "../fenced-instance.ts";
import { interruptible } from "../interruptible.ts";

const MAX_IDLE_CONNECTIONS = 4;

/** Runs the statements that read single columns of data files, several at a time. */
export class ColumnReader {
  readonly #instance: DuckDBInstance;
  readonly #idle: DuckDBConnection[] = [];
  #isClosed = false;

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  /** Can read the files of every database and dataset. */
  static async open(settings: DuckDbSettings): Promise<ColumnReader> {
    const folders = [settings.databasesDir, settings.datasetsDir];
    return new ColumnReader(await openFencedInstance(settings, folders));
  }

  /** A statement's rows, in order; what a chunk gives is good until the next one is asked for. */
  async *read(sqlText: string, signal: AbortSignal): AsyncGenerator<DuckDBDataChunk> {
    const connection = this.#idle.pop() ?? (await this.#instance.connect());
    let isWhole = false;
    try {
      const result = await interruptible(connection, signal, () => connection.stream(sqlText));
      for (;;) {
        const chunk = await interruptible(connection, signal, () => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) break;
        yield chunk;
      }
      isWhole = true;
    } catch (error) {
      signal.throwIfAborted();
      throw engineError(error);
    } finally {
      // One that was left in the middle of a statement still has that open.
      const mayStay = isWhole && !this.#isClosed && this.#idle.length < MAX_IDLE_CONNECTIONS;
      if (mayStay) this.#idle.push(connection);
      else connection.closeSync();
    }
  }

  /** For the vectors of a file's texts; to be closed by the caller. */
  async openTextVectors(): Promise<TextVectors> {
    return new TextVectors(await this.#instance.connect(), await this.#instance.connect());
  }

  close(): void {
    this.#isClosed = true;
    for (const connection of this.#idle.splice(0)) connection.closeSync();
    this.#instance.closeSync();
  }
}
