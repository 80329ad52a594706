import { SourceError, type SourceErrorKind } from "../source-error.ts";
import type { SqliteAnswer } from "./sqlite-messages.ts";

/** A value that is not of its column's type, met while rows were read. */
export class BadValue extends Error {
  override readonly name = "BadValue";

  constructor(column: string, type: string) {
    super(
      `Column ${JSON.stringify(column)} has a value that is not one of type ${type}. Refresh the ` +
        "connection's tables, with a greater `scan_rows` where the value comes late, or leave the column out.",
    );
  }
}

/** By the primary result codes of SQLite. */
const KINDS: Readonly<Record<number, readonly [SourceErrorKind, string]>> = {
  5: ["unavailable", "The database is locked by another program."],
  6: ["unavailable", "A table is locked by another program."],
  8: [
    "unavailable",
    "The database was left in the middle of a change; a program that may write has to open it first.",
  ],
  10: ["unavailable", "The database file could not be read."],
  11: ["unreadable", "The database file is damaged."],
  14: ["refused", "The database file could not be opened by this server."],
  18: ["unreadable", "A value or row is larger than SQLite takes."],
  23: ["refused", "The database does not allow this read."],
  26: ["refused", "The file is not a database of SQLite, or it is encrypted."],
};

const GENERIC = 1;

/** What is told of an error; those that are nobody's but ours keep their text for the log. */
export function sqliteError(error: unknown): SqliteAnswer {
  if (error instanceof BadValue) return failure("unreadable", error.message);
  if (error instanceof SourceError) return failure(error.kind, error.message);
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) : undefined;
  if (code === undefined) return { type: "fault", message, stack };
  const known = KINDS[code & 0xff];
  if (known !== undefined) return failure(...known);
  if ((code & 0xff) === GENERIC && /^no such (table|column)/.test(message)) {
    return failure(
      "changed",
      `The database has ${message.replace(":", "")} any more. Refresh the connection's tables.`,
    );
  }
  return failure("unreadable", `SQLite cannot read this: ${message}`);
}

function failure(kind: SourceErrorKind, message: string): SqliteAnswer {
  return { type: "failure", kind, message };
}
