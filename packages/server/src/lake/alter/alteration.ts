import type { LakeTableName } from "../lake.ts";

/** A change of names, or of which columns and schemas there are, that leaves all rows in place. */
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
  | { readonly kind: "drop-column"; readonly table: LakeTableName; readonly column: string };

/** The new name is in use, or the only column of a table would go. */
export class AlterationRefusedError extends Error {
  override readonly name = "AlterationRefusedError";
}
