import type { RowTextColumn } from "../../../engine/engine.ts";
import type { SourcePiece, SourceRead } from "../../connector.ts";
import { answerPieces } from "../answer-pieces.ts";
import type { CopyParts } from "./begin-parts.ts";
import { type KeyRange, rangeSql } from "./key-ranges.ts";
import { quoteName } from "../mysql-literal.ts";
import { checkTypes } from "../mysql-read.ts";
import type { MysqlSession } from "../mysql-session.ts";
import { markText } from "./part-mark.ts";
import type { SessionPool } from "../session-pool.ts";
import { unlimitedSql } from "../session-sql.ts";

export interface BegunParts extends CopyParts {
  readonly session: MysqlSession;
  readonly pool: SessionPool;
  readonly signal: AbortSignal;
}

/** A copy in parts, a statement each, in one transaction. */
export class PartsRead implements SourceRead {
  readonly statement: string;
  readonly isExact = true;
  readonly columns: readonly RowTextColumn[];
  readonly stillKept: readonly number[];
  readonly pieces: AsyncIterable<SourcePiece>;
  readonly #begun: BegunParts;
  #isCommitted = false;

  /** @param select all rows of the table */
  constructor(select: string, columns: readonly RowTextColumn[], begun: BegunParts) {
    this.statement = select;
    this.columns = columns;
    this.stillKept = Array.from({ length: begun.stillKept }, (_, index) => index);
    this.#begun = begun;
    this.pieces = this.#read();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { pool, session } = this.#begun;
    // The server ends the transaction with the session.
    if (!this.#isCommitted) session.destroy();
    await pool.release(session);
  }

  async *#read(): AsyncGenerator<SourcePiece> {
    const { session, signal, state, ranges } = this.#begun;
    for (const range of ranges) {
      const sql = unlimitedSql(this.#selectOf(range), session.isMariadb);
      const wire = await session.heeding(signal, async () => session.query(sql));
      checkTypes(wire, this.columns);
      yield* answerPieces({ session, wire, signal }, this.columns);
      yield { mark: markText(state, range) };
    }
    await session.heeding(signal, async () => session.run("COMMIT"));
    this.#isCommitted = true;
  }

  /** Other indexes may have all of the columns, too, and would be read whole for each range. */
  #selectOf(range: KeyRange): string {
    const where = rangeSql(quoteName(this.#begun.key), range);
    return `${this.statement} FORCE INDEX (PRIMARY) WHERE ${where}`;
  }
}
