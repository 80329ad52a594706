import type { DuckDBConnection, DuckDBInstance, DuckDBPreparedStatement } from "@duckdb/node-api";
import { Mutex } from "../mutex.ts";
import type { InspectedStatement } from "./inspected-statement.ts";
import { StatementCache } from "../../statement-cache.ts";
import { isTreeObject, textField, type TreeObject } from "./syntax-tree.ts";

/** What DuckDB's parser made of a text. */
export type ParseOutcome =
  | { readonly kind: "tree"; readonly statements: readonly unknown[] }
  /** It parses, but not as a statement that reads. */
  | { readonly kind: "not-reading" }
  | { readonly kind: "error"; readonly message: string; readonly codePointPosition?: number };

const SERIALIZE =
  "SELECT json_serialize_sql(?::VARCHAR, skip_null := true, skip_empty := true, " +
  "skip_default := true)";

const UNPRINTABLE = "this is not a statement; it begins with, or holds, one endless word";

/** DuckDB's own parser, over a connection kept for it alone; runs nothing that it parses. */
export class StatementParser {
  /** Statements inspected before, by their submitted text. */
  readonly inspected = new StatementCache<InspectedStatement>();
  readonly #connection: DuckDBConnection;
  readonly #serialize: DuckDBPreparedStatement;
  readonly #mutex = new Mutex();

  private constructor(connection: DuckDBConnection, serialize: DuckDBPreparedStatement) {
    this.#connection = connection;
    this.#serialize = serialize;
  }

  static async open(instance: DuckDBInstance): Promise<StatementParser> {
    const connection = await instance.connect();
    return new StatementParser(connection, await connection.prepare(SERIALIZE));
  }

  async parse(sqlText: string): Promise<ParseOutcome> {
    const json = await this.#mutex.run(() => this.#serializeText(sqlText));
    // It cannot print its own message when that quotes more of the text than it holds.
    if (json === "") return { kind: "error", message: UNPRINTABLE };
    const outcome: unknown = JSON.parse(withoutInfinity(json));
    if (!isTreeObject(outcome)) throw new Error("DuckDB printed no syntax tree");
    if (outcome["error"] === true) return parseFailure(outcome);
    const { statements } = outcome;
    return { kind: "tree", statements: Array.isArray(statements) ? statements : [] };
  }

  close(): void {
    this.#serialize.destroySync();
    this.#connection.closeSync();
  }

  async #serializeText(sqlText: string): Promise<string> {
    this.#serialize.bindVarchar(1, sqlText);
    const reader = await this.#serialize.runAndReadAll();
    const json: unknown = reader.value(0, 0);
    if (typeof json !== "string") throw new Error("DuckDB printed no syntax tree");
    return json;
  }
}

/** A number too large for a DOUBLE is printed as a word that JSON does not have. */
function withoutInfinity(json: string): string {
  return json.includes("Infinity")
    ? json.replaceAll(/"value":(-?Infinity)/g, '"value":"$1"')
    : json;
}

function parseFailure(outcome: TreeObject): ParseOutcome {
  const message = textField(outcome, "error_message");
  if (message.startsWith("Only SELECT statements can be serialized")) {
    return { kind: "not-reading" };
  }
  const position = textField(outcome, "position");
  const failure = { kind: "error", message } as const;
  return position === "" ? failure : { ...failure, codePointPosition: Number(position) };
}
