import type { SortKey } from "../../engine/write-layout.ts";
import type { LakeTableName } from "../lake.ts";

/**
 * A change of names, of which columns and schemas there are, or of a table's order, that leaves all
 * rows in place.
 */
export type Alteration =
  | { readonly kind: "rename-schema"; readonly schema: string; readonly to: string }
  /** With all its tables. */
  | { readonly kind: "drop-schema"; readonly schema: string }
  | { readonly kind: "rename-table"; readonly table: LakeTableName; readonly to: string }
  | {
      readonly kind: "rename-column";
      readonly table: LakeTableName;
      readonly column: string;
      readonly to: string;
    }
  | { readonly kind: "drop-column"; readonly table: LakeTableName; readonly column: string }
  /** The order of rows in files that are written from now on; none without keys. */
  | {
      readonly kind: "sort-table";
      readonly table: LakeTableName;
      readonly keys: readonly SortKey[];
    };

/** The new name is in use, the only column of a table would go, or it has another order. */
export class AlterationRefusedError extends Error {
  override readonly name = "AlterationRefusedError";
}
