import { SqlError, type TableReference } from "../../engine.ts";
import { checkFunction } from "./check-function.ts";
import { CteScope } from "./cte-scope.ts";
import { isFileLikeName } from "./file-like-name.ts";
import { findUnknownPart } from "./known-nodes.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "./syntax-tree.ts";
import { findTableFilters } from "./table-filters.ts";
import { TableReferences } from "./table-references.ts";

/** Where a node stands in the submitted text, for error messages. */
export type PositionOf = (node: TreeObject) => number | undefined;

/**
 * Checks a whole syntax tree and lists the tables it names.
 *
 * @throws {SqlError} on the first thing that is not a permitted read, or not known to be one
 */
export function inspectTree(tree: TreeObject, positionOf: PositionOf): readonly TableReference[] {
  const inspection = new TreeInspection(positionOf, findTableFilters(tree));
  inspection.visit(tree, new CteScope());
  return inspection.tables;
}

/** One walk over a tree. What is not handled by kind is walked field by field. */
class TreeInspection {
  readonly #positionOf: PositionOf;
  readonly #filters: ReturnType<typeof findTableFilters>;
  readonly #tables = new TableReferences();

  constructor(positionOf: PositionOf, filters: ReturnType<typeof findTableFilters>) {
    this.#positionOf = positionOf;
    this.#filters = filters;
  }

  get tables(): readonly TableReference[] {
    return this.#tables.list();
  }

  visit(value: unknown, scope: CteScope): void {
    if (Array.isArray(value)) {
      for (const item of value) this.visit(item, scope);
    } else if (isTreeObject(value)) {
      this.#visitObject(value, scope);
    }
  }

  #visitObject(node: TreeObject, scope: CteScope): void {
    const kind = kindOf(node);
    this.#checkShape(kind, node);
    switch (kind) {
      case "BASE_TABLE":
        this.#addTable(node, scope);
        return;
      case "TABLE_FUNCTION":
        this.#visitTableFunction(node, scope);
        return;
      case "expression/FUNCTION":
      case "expression/WINDOW":
        checkFunction(textField(node, "function_name"), "expression", () => this.#positionOf(node));
        break;
      case "expression/CONSTANT":
        // A literal names nothing; 128-bit ones are objects of their own shape.
        return;
      case "SELECT_NODE":
      case "SET_OPERATION_NODE":
        this.#visitQuery(node, scope);
        return;
      case "RECURSIVE_CTE_NODE":
        this.#visitRecursion(node, scope);
        return;
    }
    this.visit(Object.values(node), scope);
  }

  #checkShape(kind: string | undefined, node: TreeObject): void {
    const unknown = findUnknownPart(kind, Object.keys(node));
    if (unknown === undefined) return;
    throw new SqlError(unsupported(unknown), this.#positionOf(node));
  }

  #addTable(node: TreeObject, scope: CteScope): void {
    const catalog = textField(node, "catalog_name");
    const schema = textField(node, "schema_name");
    const table = textField(node, "table_name");
    if (catalog !== "" || !scope.binds(schema, table)) {
      this.#tables.add([catalog, schema, table], this.#filters.get(node));
    }
    this.visit(node["sample"], scope);
  }

  #visitTableFunction(node: TreeObject, scope: CteScope): void {
    const call = node["function"];
    if (!isTreeObject(call) || kindOf(call) !== "expression/FUNCTION") {
      throw new SqlError(unsupported("TABLE_FUNCTION.function"), this.#positionOf(node));
    }
    this.#checkShape("expression/FUNCTION", call);
    checkFunction(textField(call, "function_name"), "from", () => this.#positionOf(call));
    this.visit(Object.values(call), scope);
    this.visit(node["sample"], scope);
  }

  #visitQuery(node: TreeObject, outer: CteScope): void {
    const { cte_map: ctes, ...parts } = node;
    this.visit(Object.values(parts), this.#bindCtes(ctes, node, outer));
  }

  /** A CTE sees those before it, not itself; the rest of the query sees all of them. */
  #bindCtes(ctes: unknown, query: TreeObject, outer: CteScope): CteScope {
    if (!isTreeObject(ctes)) return outer;
    const scope = new CteScope(outer);
    for (const entry of listField(ctes, "map")) {
      if (!isTreeObject(entry)) throw new Error("a CTE of the syntax tree is no object");
      const name = textField(entry, "key");
      this.#checkCteName(name, query);
      this.visit(entry, scope);
      scope.bind(name);
    }
    return scope;
  }

  #checkCteName(name: string, node: TreeObject): void {
    if (!isFileLikeName(name)) return;
    throw new SqlError(
      `'${name}' cannot name a common table expression, because it looks like a file: ` +
        "choose a plain name.",
      this.#positionOf(node),
    );
  }

  /** Only the second part of a recursion sees the name that is being defined. */
  #visitRecursion(node: TreeObject, outer: CteScope): void {
    const { cte_map: ctes, right, ...parts } = node;
    const scope = this.#bindCtes(ctes, node, outer);
    this.visit(Object.values(parts), scope);
    const inner = new CteScope(scope);
    const name = textField(node, "cte_name");
    if (listField(node, "key_targets").length > 0) inner.bindRecurring(name);
    else inner.bind(name);
    this.visit(right, inner);
  }
}

/** Forms that people do write, by the part of the tree that gives them away. */
const unsupportedForms: Readonly<Record<string, string>> = {
  "expression/PARAMETER":
    "Bind parameters are not supported in SQL text: write the values as literals.",
  named_param_map: "Bind parameters are not supported in SQL text: write the values as literals.",
  "BASE_TABLE.at_clause":
    "AT (VERSION => ...) and AT (TIMESTAMP => ...) are not supported yet: leave the clause out " +
    "to read the newest snapshot.",
  "SHOW_REF.table_name":
    "This form of SHOW or DESCRIBE is not supported: use SHOW TABLES as a statement of its own, " +
    "DESCRIBE with a table name, or query information_schema. A table called tables, schemas, " +
    "databases or variables has to be named together with its schema.",
  "SHOW_REF.schema_name":
    "SHOW TABLES FROM is not supported: query information_schema.tables instead.",
  "expression/DEFAULT": "DEFAULT has no meaning in a reading statement: write a value.",
  pivot_enum: "PIVOT over an enum type is not supported: list the values in parentheses.",
};

function unsupported(part: string): string {
  return unsupportedForms[part] ?? `This form of SQL is not supported (${part}).`;
}
