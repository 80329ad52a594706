import { foldIdentifier } from "@hotdata/contract/types";
import { type SqlDialect, SqlError, type TableReference, type TableVersion } from "../../engine.ts";
import type { SearchCall } from "../../search-call.ts";
import { checkFunction } from "./check-function.ts";
import { CteScope } from "./cte-scope.ts";
import { isFileLikeName } from "./file-like-name.ts";
import { knownFunctions } from "./known-functions.ts";
import { findUnknownPart } from "./known-nodes.ts";
import { findRowLimits } from "./partial/row-limits.ts";
import { type DistanceCall, findDistanceCalls } from "./search/find-distance-calls.ts";
import { readDistanceCall } from "./search/read-distance-call.ts";
import { readNearest } from "./search/read-nearest.ts";
import { readSearchCall } from "./search/read-search-call.ts";
import { isTableSearch, type TableSearch } from "./search/search-functions.ts";
import { findLoneSelects } from "./search/search-places.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "./syntax-tree.ts";
import { findTableFilters } from "./table-filters.ts";
import { TableReferences } from "./table-references.ts";

export interface TreeContext {
  readonly dialect: SqlDialect;
  /** Values were sent for parameters. */
  readonly hasParameters: boolean;
  /** Where a node stands in the submitted text, for error messages. */
  positionOf(node: TreeObject): number | undefined;
  /** The snapshot that the text names for a table. */
  versionOf(table: TreeObject): TableVersion | undefined;
}

export interface TreeFindings {
  /** Every table named, once for each snapshot of it. */
  readonly tables: readonly TableReference[];
  /** Every place that names one. */
  readonly tableSites: readonly TableSite[];
  readonly calls: readonly FunctionCall[];
  /** Every place that searches a table. */
  readonly searches: readonly SearchSite[];
  /** Names of the parameters, those of `?` counted from 1. */
  readonly parameters: ReadonlySet<string>;
}

export interface TableSite {
  readonly node: TreeObject;
  readonly reference: TableReference;
}

export interface SearchSite {
  /** The call in FROM; of `nearest`, the table. */
  readonly node: TreeObject;
  readonly call: SearchCall;
  /** Of a distance: whether it is an item of a select list, and lacks a name. */
  readonly isItem?: boolean;
}

export interface FunctionCall {
  /** In lower case. */
  readonly name: string;
  readonly node: TreeObject;
}

/**
 * Checks a whole syntax tree and lists what it names.
 *
 * @throws {SqlError} on the first thing that is not a permitted read, or not known to be one
 */
export function inspectTree(tree: TreeObject, context: TreeContext): TreeFindings {
  const inspection = new TreeInspection(context, tree);
  inspection.visit(tree, new CteScope());
  for (const call of findDistanceCalls(tree)) inspection.addDistance(call);
  return inspection.findings;
}

/** One walk over a tree. What is not handled by kind is walked field by field. */
class TreeInspection {
  readonly #context: TreeContext;
  readonly #functions: ReadonlySet<string>;
  readonly #needs: ReturnType<typeof findTableFilters>;
  readonly #limits: ReturnType<typeof findRowLimits>;
  readonly #tables = new TableReferences();
  readonly #tableSites: TableSite[] = [];
  readonly #calls: FunctionCall[] = [];
  readonly #loneSelects: ReturnType<typeof findLoneSelects>;
  readonly #searches: SearchSite[] = [];
  readonly #parameters = new Set<string>();

  constructor(context: TreeContext, tree: TreeObject) {
    this.#context = context;
    this.#functions = knownFunctions(context.dialect);
    this.#needs = findTableFilters(tree);
    this.#limits = findRowLimits(tree, context.dialect);
    this.#loneSelects = findLoneSelects(tree);
  }

  get findings(): TreeFindings {
    return {
      tables: this.#tables.list(),
      tableSites: this.#tableSites,
      calls: this.#calls,
      searches: this.#searches,
      parameters: this.#parameters,
    };
  }

  visit(value: unknown, scope: CteScope): void {
    if (Array.isArray(value)) {
      for (const item of value) this.visit(item, scope);
    } else if (isTreeObject(value)) {
      this.#visitObject(value, scope);
    }
  }

  addDistance({ node, relation, isItem }: DistanceCall): void {
    const site = this.#tableSites.find((table) => table.node === relation);
    const table = site && writtenReference(site.reference);
    const call = readDistanceCall(node, table, this.#positionOf(node));
    const name = `hotdata distance ${this.#searches.length + 1}`;
    this.#searches.push({ node, call: { ...call, name }, isItem });
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
        this.#addCall(node, "expression");
        break;
      case "expression/PARAMETER":
        this.#addParameter(node);
        return;
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
    if (foldIdentifier(schema) === "pg_catalog") {
      throw new SqlError(
        `pg_catalog.${table} is not available: use information_schema, or SHOW TABLES and DESCRIBE.`,
        this.#positionOf(node),
      );
    }
    const at = this.#context.versionOf(node);
    if (catalog !== "" || !scope.binds(schema, table)) {
      const use = { needs: this.#needs.get(node), rows: this.#limits.get(node), at };
      this.#tables.add([catalog, schema, table], use);
      const version = at === undefined ? {} : { at };
      const site = { node, reference: { catalog, schema, table, ...version } };
      this.#tableSites.push(site);
      this.#addNearest(site);
    } else if (at !== undefined) {
      throw new SqlError(
        `AT does not apply to '${table}', which WITH defines: write it after a table's name.`,
        this.#positionOf(node),
      );
    }
    this.visit(node["sample"], scope);
  }

  #addCall(call: TreeObject, place: "expression" | "from"): void {
    const name = textField(call, "function_name");
    checkFunction(name, place, {
      known: this.#functions,
      findPosition: () => this.#positionOf(call),
    });
    this.#calls.push({ name: foldIdentifier(name), node: call });
  }

  /** Of what is known to hold constants and parameters only, and does not stay in the text. */
  #addParameters(value: unknown): void {
    if (Array.isArray(value)) {
      for (const item of value) this.#addParameters(item);
    } else if (isTreeObject(value)) {
      if (kindOf(value) === "expression/PARAMETER") this.#addParameter(value);
      else this.#addParameters(Object.values(value));
    }
  }

  #addParameter(node: TreeObject): void {
    if (!this.#context.hasParameters) throw parametersMissing(this.#positionOf(node));
    this.#parameters.add(textField(node, "identifier"));
  }

  #positionOf(node: TreeObject): number | undefined {
    return this.#context.positionOf(node);
  }

  #visitTableFunction(node: TreeObject, scope: CteScope): void {
    const call = node["function"];
    if (!isTreeObject(call) || kindOf(call) !== "expression/FUNCTION") {
      throw new SqlError(unsupported("TABLE_FUNCTION.function"), this.#positionOf(node));
    }
    this.#checkShape("expression/FUNCTION", call);
    const name = foldIdentifier(textField(call, "function_name"));
    this.visit(node["sample"], scope);
    if (isTableSearch(name)) {
      this.#addTableSearch(node, name);
      this.#addParameters(call);
      return;
    }
    this.#addCall(call, "from");
    this.visit(Object.values(call), scope);
  }

  #addTableSearch(node: TreeObject, name: TableSearch): void {
    const call = readSearchCall(node, {
      name,
      select: this.#loneSelects.get(node),
      positionOf: (part) => this.#positionOf(part),
    });
    if ("table" in call.table) {
      const { catalog = "", schema = "", table } = call.table;
      this.#tables.add([catalog, schema, table], {});
    }
    this.#addSearch(node, call);
  }

  #addNearest({ node, reference }: TableSite): void {
    const call = readNearest(node, writtenReference(reference), this.#loneSelects.get(node));
    if (call !== undefined) this.#addSearch(node, call);
  }

  #addSearch(node: TreeObject, call: Omit<SearchCall, "name">): void {
    const name = `hotdata search ${this.#searches.length + 1}`;
    this.#searches.push({ node, call: { ...call, name } });
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

/** Without the parts that a text leaves out. */
function writtenReference({ catalog, schema, ...rest }: TableReference): TableReference {
  return {
    ...(catalog === undefined || catalog === "" ? {} : { catalog }),
    ...(schema === undefined || schema === "" ? {} : { schema }),
    ...rest,
  };
}

/** Forms that people do write, by the part of the tree that gives them away. */
const unsupportedForms: Readonly<Record<string, string>> = {
  "BASE_TABLE.at_clause":
    "AT takes a snapshot's number or a time: AT (VERSION => 3), AT (TIMESTAMP => '2026-01-31').",
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

function parametersMissing(position: number | undefined): SqlError {
  return new SqlError(
    "The statement has parameters, but no values were sent: send them in `parameters`, or write " +
      "the values into the statement.",
    position,
  );
}
