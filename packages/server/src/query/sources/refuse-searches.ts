import { SqlError, type Statement } from "../../engine/engine.ts";
import type { ArgumentValues } from "../searches/argument-values.ts";
import { type NamePlaces, shownName, sourceUse } from "./source-use.ts";

/**
 * @throws {SqlError} for searches of tables of outside sources, which have no indexes. Those that
 * merely look for the nearest rows are no matter: they compare all rows.
 */
export function refuseSearches(
  { searches = [] }: Statement,
  { values, ...places }: NamePlaces & { readonly values: ArgumentValues },
): void {
  for (const call of searches) {
    if (call.function === "nearest") continue;
    const use = sourceUse(values.table(call), places);
    if (use === undefined) continue;
    throw new SqlError(
      `${call.function} cannot search '${shownName(use)}': tables of outside sources have no ` +
        "indexes. Load its rows into a table of the database, and index that.",
    );
  }
}
