import type { RowTextColumn } from "../../engine/engine.ts";
import {
  MAX_ROW_BYTES,
  type ReadRequest,
  type SourcePiece,
  type SourceRead,
} from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { cellKind } from "./cell-kind.ts";
import { isDeclaredWhole } from "./mysql-dialect.ts";
import type { MysqlSession } from "./mysql-session.ts";
import { RowText } from "./row-text.ts";
import type { SessionPool } from "./session-pool.ts";
import { hasType, type WireColumn } from "./wire-column.ts";

export interface BegunStatement {
  readonly session: MysqlSession;
  readonly wire: readonly WireColumn[];
  readonly pool: SessionPool;
  readonly signal: AbortSignal;
}

/** Rows of a statement that the server has begun to answer. */
export class MysqlRead implements SourceRead {
  readonly statement: string;
  readonly isExact: boolean;
  readonly columns: readonly RowTextColumn[];
  readonly pieces: AsyncIterable<SourcePiece>;
  readonly #begun: BegunStatement;

  constructor(
    facts: Omit<SourceRead, "pieces" | typeof Symbol.asyncDispose>,
    begun: BegunStatement,
  ) {
    this.statement = facts.statement;
    this.isExact = facts.isExact;
    this.columns = facts.columns;
    this.#begun = begun;
    this.pieces = this.#read();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#begun.pool.release(this.#begun.session);
  }

  async *#read(): AsyncGenerator<SourcePiece> {
    const { session, wire, signal } = this.#begun;
    const rows = new RowText(wire.map((column, index) => cellKind(column, this.#typeOf(index))));
    for (;;) {
      const next = session.next();
      if (next === "row") {
        const { bytes, start, end } = session.packets;
        if (!rows.hasRoomFor(end - start)) {
          yield* pieceOf(rows, end - start);
          // What has come already is not gone through for nobody.
          signal.throwIfAborted();
        }
        rows.add(bytes, start, end);
      } else if (next === "more") {
        await session.heeding(signal, async () => session.more());
      } else {
        yield* pieceOf(rows, 0);
        return;
      }
    }
  }

  #typeOf(index: number): RowTextColumn["type"] {
    const column = this.columns[index];
    if (column === undefined) throw new Error("the answer has more columns than were asked for");
    return column.type;
  }
}

function* pieceOf(rows: RowText, nextPacketBytes: number): Generator<SourcePiece> {
  if (rows.isEmpty) {
    rows.take(nextPacketBytes);
    return;
  }
  const piece = rows.take(nextPacketBytes);
  if (piece.longestRowBytes > MAX_ROW_BYTES) {
    const mib = MAX_ROW_BYTES / 1024 ** 2;
    throw new SourceError(
      "unreadable",
      `A row is longer than ${mib} MiB: leave out its long columns.`,
    );
  }
  yield piece;
}

/** @throws {SourceError} `changed` when columns have other types than were discovered */
export function checkTypes(wire: readonly WireColumn[], columns: readonly RowTextColumn[]): void {
  const changed = columns.find(({ type }, index) => {
    const found = wire[index];
    return found === undefined || !hasType(found, type);
  });
  if (changed === undefined) return;
  throw new SourceError(
    "changed",
    `Column ${JSON.stringify(changed.name)} has another type than when the tables were discovered; ` +
      "refresh the connection.",
  );
}

/** Whether rows are ordered as if a column had no NULL, and it may have some by now. */
export function mayMissNulls(
  wire: readonly WireColumn[],
  { columns, order = [] }: Pick<ReadRequest, "columns" | "order">,
): boolean {
  return order.some(({ column }) => {
    const found = wire[columns.findIndex(({ name }) => name === column.name)];
    return isDeclaredWhole(column) && found?.isNotNull !== true;
  });
}

/** The same request without trust in what columns were declared to be. */
export function expectingNulls<Request extends Pick<ReadRequest, "order">>(
  request: Request,
): Request {
  const { order = [] } = request;
  return {
    ...request,
    order: order.map((key) => ({ ...key, column: { ...key.column, isNullable: true } })),
  };
}
