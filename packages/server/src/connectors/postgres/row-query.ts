import type { Connection, Submittable } from "pg";
import type { SourcePiece } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import type { ByteTap } from "./byte-tap.ts";
import { MessageReader } from "./message-reader.ts";
import type { CollectRows, RowCollector } from "./row-collector.ts";

/** A column as the server announces it. */
export interface AnnouncedColumn {
  readonly typeId: number;
  readonly typeModifier: number;
}

export interface RowStatement {
  /** COPY ... TO STDOUT without parameters, or several of them; or a SELECT with parameters. */
  readonly sql: string;
  /** The mark of the rows of one of several COPY, by its place among them. */
  readonly markOf?: (place: number, rowCount: number) => string;
  readonly parameters: string[] | undefined;
  /** Called before the first row of a SELECT; what it throws ends the query. */
  readonly checkColumns: (columns: readonly AnnouncedColumn[]) => void;
}

interface RowDescription {
  readonly fields: readonly { readonly dataTypeID: number; readonly dataTypeModifier: number }[];
}

interface CommandComplete {
  /** As `COPY 5`. */
  readonly text: string;
}

/** Pieces that wait for the reader; with as many, nothing more is read from the connection. */
const MAX_WAITING = 2;
const MAX_ROW_MIB = 256;

/**
 * A statement whose rows are not taken apart by the driver: it takes the bytes of the connection while
 * rows come, and leaves all other messages to the driver.
 */
export class RowQuery implements Submittable {
  readonly #statement: RowStatement;
  readonly #tap: ByteTap;
  readonly #rows: RowCollector;
  readonly #reader: MessageReader;
  #waiting: SourcePiece[] = [];
  #wake: (() => void) | undefined;
  #quietSince = performance.now();
  #completed = 0;
  #isEnded = false;
  #failure: unknown;

  constructor(statement: RowStatement, tap: ByteTap, collect: CollectRows) {
    this.#statement = statement;
    this.#tap = tap;
    const rows = collect((piece) => this.#waiting.push(piece));
    this.#rows = rows;
    this.#reader = new MessageReader({
      row: (bytes, start, end) => rows.row(bytes, start, end),
      other: (bytes) => tap.pass(bytes),
    });
  }

  /** Whether all went well to the end, so that the client can be used again. */
  get isDone(): boolean {
    return this.#isEnded && this.#failure === undefined;
  }

  /** How long the reader has been waiting without any byte having come. */
  get silentMs(): number {
    return this.#wake === undefined ? 0 : performance.now() - this.#quietSince;
  }

  async *pieces(): AsyncGenerator<SourcePiece> {
    for (;;) {
      const piece = this.#waiting.shift();
      if (piece !== undefined) {
        if (!this.#isEnded && this.#waiting.length < MAX_WAITING) this.#tap.stream.resume();
        yield piece;
      } else if (this.#failure !== undefined) {
        throw this.#failure;
      } else if (this.#isEnded) {
        return;
      } else {
        const { promise, resolve } = Promise.withResolvers<void>();
        this.#wake = resolve;
        this.#quietSince = performance.now();
        await promise;
      }
    }
  }

  /** Ends the reading with an error; the client is then of no more use. */
  fail(error: unknown): void {
    this.#end(error);
  }

  /** For the driver, as everything below it. */
  submit(connection: Connection): void {
    this.#tap.take((bytes) => this.#receive(bytes));
    const { sql, parameters } = this.#statement;
    if (parameters === undefined) {
      connection.query(sql);
      return;
    }
    connection.stream.cork();
    connection.parse({ name: "", text: sql, types: [] }, true);
    connection.bind({ values: parameters }, true);
    connection.describe({ type: "P", name: "" }, true);
    connection.execute(null, true);
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription({ fields }: RowDescription): void {
    const columns = fields.map(({ dataTypeID, dataTypeModifier }) => {
      return { typeId: dataTypeID, typeModifier: dataTypeModifier };
    });
    try {
      this.#statement.checkColumns(columns);
    } catch (error) {
      this.#end(error);
    }
  }

  /** Each COPY is told by itself; the server goes on with the next one meanwhile. */
  handleCommandComplete({ text }: CommandComplete): void {
    this.#rows.flush();
    const mark = this.#statement.markOf?.(this.#completed, rowCountOf(text));
    if (mark !== undefined) this.#waiting.push({ mark });
    this.#completed += 1;
  }

  handleError(error: unknown): void {
    this.#end(error);
  }

  handleReadyForQuery(): void {
    this.#end(undefined);
  }

  #receive(bytes: Buffer): void {
    this.#quietSince = performance.now();
    try {
      this.#reader.add(bytes);
      this.#rows.settle();
    } catch (error) {
      this.#end(error);
    }
    if (this.#isEnded) return;
    if (this.#reader.pendingBytes > MAX_ROW_MIB * 1_024 * 1_024) {
      this.#end(new SourceError("unreadable", `A row is wider than ${MAX_ROW_MIB} MiB.`));
      return;
    }
    if (this.#waiting.length >= MAX_WAITING) this.#tap.stream.pause();
    if (this.#waiting.length > 0) this.#notify();
  }

  #end(failure: unknown): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#failure = failure;
    if (failure === undefined) this.#tap.giveBack();
    else {
      this.#waiting = [];
      // The driver would take rows that are on their way for a mistake.
      this.#tap.drop();
    }
    this.#notify();
  }

  #notify(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}

function rowCountOf(text: string): number {
  const [count] = /\d+$/.exec(text) ?? [];
  if (count === undefined) throw new Error(`the server does not say how many rows: ${text}`);
  return Number(count);
}
