import { DatabaseSync } from "node:sqlite";
import { parentPort } from "node:worker_threads";
import { discoverTables } from "./discover-tables.ts";
import { RowPieces } from "./row-pieces.ts";
import { BadValue, sqliteError } from "./sqlite-error.ts";
import type { SqliteAnswer, SqliteRequest } from "./sqlite-messages.ts";

/** How long a writer is waited for that has the file locked. */
const LOCK_MS = 5_000;

let database: DatabaseSync | undefined;
let pieces: RowPieces | undefined;

function answer(request: SqliteRequest): SqliteAnswer {
  switch (request.type) {
    case "open":
      leaveRows();
      database?.close();
      database = openDatabase(request.path);
      return { type: "opened", isUtf8: encodingOf(database) === "UTF-8" };
    case "check":
      opened().prepare("SELECT count(*) FROM sqlite_schema").get();
      return { type: "done" };
    case "discover":
      return { type: "tables", tables: discoverTables(opened(), request.scanRows) };
    case "rows":
      leaveRows();
      pieces = new RowPieces(opened(), request);
      return nextPiece();
    case "more":
      return nextPiece();
    case "stop":
      leaveRows();
      return { type: "done" };
  }
}

function nextPiece(): SqliteAnswer {
  const piece = pieces?.next();
  return piece === undefined ? { type: "done" } : { type: "piece", ...piece };
}

function leaveRows(): void {
  const last = pieces;
  pieces = undefined;
  last?.close();
}

function opened(): DatabaseSync {
  if (database === undefined) throw new Error("no database was opened");
  return database;
}

function openDatabase(path: string): DatabaseSync {
  const file = new DatabaseSync(path, { readOnly: true, timeout: LOCK_MS });
  // Views of the file may call none of the functions below, nor any that has effects.
  file.exec("PRAGMA trusted_schema = OFF");
  file.exec("PRAGMA query_only = ON");
  file.function("hotdata_bad", { directOnly: true }, (column, type) => {
    throw new BadValue(String(column), String(type));
  });
  // Called for each row that is looked at: here a thread that is to end does so.
  file.function("hotdata_goes_on", { directOnly: true }, () => 1);
  return file;
}

function encodingOf(file: DatabaseSync): unknown {
  return file.prepare("PRAGMA encoding").get()?.["encoding"];
}

parentPort?.on("message", (request: SqliteRequest) => {
  let reply: SqliteAnswer;
  try {
    reply = answer(request);
  } catch (error) {
    leaveRows();
    reply = sqliteError(error);
  }
  parentPort?.postMessage(reply, reply.type === "piece" ? [reply.text.buffer] : []);
});
