import type { RowTextColumn } from "../../engine/engine.ts";
import type { ReadRequest, SourcePiece, SourceRead } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { type BegunAnswer, answerPieces } from "./answer-pieces.ts";
import { isDeclaredWhole } from "./mysql-dialect.ts";
import type { SessionPool } from "./session-pool.ts";
import { hasType, type WireColumn } from "./wire-column.ts";

export interface BegunStatement extends BegunAnswer {
  readonly pool: SessionPool;
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
    this.pieces = answerPieces(begun, this.columns);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#begun.pool.release(this.#begun.session);
  }
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
