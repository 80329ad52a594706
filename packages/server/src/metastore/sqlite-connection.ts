import type { SqliteDatabase, SqliteStatement } from "kysely";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { kindOfStatement, type MetastoreChanges, type StatementKind } from "./metastore-changes.ts";

/** How many prepared statements are kept; the metastore has a few dozen distinct ones. */
const STATEMENT_CACHE_SIZE = 256;

/** Lets the query builder run on Node's own SQLite. */
export class SqliteConnection implements SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #changes: Pick<MetastoreChanges, "note">;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: DatabaseSync, changes: Pick<MetastoreChanges, "note">) {
    this.#database = database;
    this.#changes = changes;
  }

  prepare(sqlText: string): SqliteStatement {
    const known = this.#statements.get(sqlText);
    if (known !== undefined) return known;
    const statement = this.#adapt(this.#database.prepare(sqlText), kindOfStatement(sqlText));
    if (this.#statements.size >= STATEMENT_CACHE_SIZE) this.#statements.clear();
    this.#statements.set(sqlText, statement);
    return statement;
  }

  #adapt(statement: StatementSync, kind: StatementKind): SqliteStatement {
    const begin = (parameters: readonly unknown[]): SQLInputValue[] => {
      this.#changes.note(kind);
      return parameters.map(toSqlValue);
    };
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...begin(parameters)),
      run: (parameters) => statement.run(...begin(parameters)),
      iterate: (parameters) => statement.iterate(...begin(parameters)),
    };
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

function toSqlValue(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") {
    return value;
  }
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} cannot be stored in the metastore`);
}
