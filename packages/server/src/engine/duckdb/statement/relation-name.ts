import { foldIdentifier } from "@hotdata/contract/types";
import { textField, type TreeObject } from "./syntax-tree.ts";

/** What a statement calls a relation of its FROM clause, folded: its alias, or its own name. */
export function relationName(relation: TreeObject): string {
  const alias = textField(relation, "alias");
  return foldIdentifier(alias === "" ? textField(relation, "table_name") : alias);
}
