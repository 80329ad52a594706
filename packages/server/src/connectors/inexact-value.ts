import { sqlTypeText } from "@hotdata/contract/types";
import type { RowTextColumn } from "../engine/engine.ts";
import { SourceError } from "./source-error.ts";

/** @param label what the message calls the rows, of which it says nothing */
export function inexactValue(label: string, { name, type }: RowTextColumn): SourceError {
  return new SourceError(
    "unreadable",
    `${label}, column ${JSON.stringify(name)}: a value is not exactly one of type ${sqlTypeText(type)}. ` +
      "Refresh the connection's tables if the column's type has changed, or leave the column out.",
  );
}
