import { SourceError } from "../../connectors/source-error.ts";
import { EngineLostError } from "../../engine/engine.ts";
import { CatalogBusyError } from "../../lake/lake.ts";

/** Whether a copy ended for a reason that says nothing about its rows: the next attempt may go on. */
export function isCut(error: unknown): boolean {
  if (error instanceof SourceError) return ["unavailable", "refused"].includes(error.kind);
  return error instanceof EngineLostError || error instanceof CatalogBusyError;
}
