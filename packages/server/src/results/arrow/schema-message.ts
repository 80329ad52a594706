import type { Column } from "@hotdata/contract";
import { Schema, Table, tableToIPC } from "apache-arrow";
import { arrowField } from "./arrow-field.ts";
import { withoutEnd } from "./ipc-stream.ts";

/** The message that opens an Arrow IPC stream: the result's true names and types. */
export function schemaMessage(columns: readonly Column[]): Uint8Array {
  const stream = tableToIPC(new Table(new Schema(columns.map(arrowField))), "stream");
  return withoutEnd(stream);
}
