import { foldIdentifier } from "@hotdata/contract/types";
import { isTableSearch } from "./search/search-functions.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "./syntax-tree.ts";

/**
 * Names of all columns that a statement may read, in lower case; undefined when it may read every
 * column of its tables (`*`, natural joins, renamed or positional columns, whole rows).
 */
export function findReadColumns(tree: TreeObject): readonly string[] | undefined {
  const search = new ColumnSearch();
  search.visit(tree);
  return search.found;
}

class ColumnSearch {
  readonly #columns = new Set<string>();
  /** Columns that stand alone may also mean a whole row of the table of that name. */
  readonly #single = new Set<string>();
  readonly #tables = new Set<string>();
  #mayReadAll = false;

  get found(): readonly string[] | undefined {
    const namesRow = [...this.#single].some((name) => this.#tables.has(name));
    return this.#mayReadAll || namesRow ? undefined : [...this.#columns];
  }

  visit(value: unknown): void {
    if (this.#mayReadAll) return;
    if (Array.isArray(value)) {
      for (const item of value) this.visit(item);
    } else if (isTreeObject(value)) {
      this.#note(value);
      for (const part of Object.values(value)) this.visit(part);
    }
  }

  #note(node: TreeObject): void {
    switch (kindOf(node)) {
      case "expression/COLUMN_REF":
        this.#addReference(listField(node, "column_names"));
        return;
      case "JOIN":
        for (const name of listField(node, "using_columns")) this.#add(name);
        if (node["ref_type"] === "NATURAL") this.#mayReadAll = true;
        return;
      case "BASE_TABLE":
        this.#tables.add(foldIdentifier(textField(node, "alias")));
        this.#tables.add(foldIdentifier(textField(node, "table_name")));
        if ("column_name_alias" in node) this.#mayReadAll = true;
        return;
      case "TABLE_FUNCTION":
        this.#addFunction(node);
        return;
      case "SUBQUERY":
        this.#tables.add(foldIdentifier(textField(node, "alias")));
        return;
      case "expression/STAR":
      case "expression/POSITIONAL_REFERENCE":
      case "PIVOT":
      case "SHOW_REF":
        this.#mayReadAll = true;
        return;
    }
  }

  /** Those that search a table have its columns, and their own name for lack of another. */
  #addFunction({ alias, function: call, column_name_alias: names }: TreeObject): void {
    const name = isTreeObject(call) ? textField(call, "function_name") : "";
    this.#tables.add(foldIdentifier(name));
    if (typeof alias === "string") this.#tables.add(foldIdentifier(alias));
    if (isTableSearch(foldIdentifier(name)) && names !== undefined) this.#mayReadAll = true;
  }

  #addReference(parts: readonly unknown[]): void {
    for (const part of parts) this.#add(part);
    const [only] = parts;
    if (parts.length === 1 && typeof only === "string") this.#single.add(foldIdentifier(only));
  }

  #add(name: unknown): void {
    if (typeof name === "string") this.#columns.add(foldIdentifier(name));
  }
}
