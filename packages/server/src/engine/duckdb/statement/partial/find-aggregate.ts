import { foldIdentifier } from "@hotdata/contract/types";
import { aggregateFunctions } from "../aggregate-functions.ts";
import type { AggregateCall, StatementAggregate } from "../../../statement-aggregate.ts";
import { findRenamed } from "../../functions/renamed-functions.ts";
import { makesRows } from "../few-rows.ts";
import { relationName } from "../relation-name.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "../syntax-tree.ts";
import { columnParts, ownColumn } from "./own-column.ts";
import { filteredTable } from "./filtered-table.ts";

/** A statement that aggregates one table. */
export interface FoundAggregate {
  readonly aggregate: StatementAggregate;
  readonly table: TreeObject;
  readonly isFiltered: boolean;
  /** The calls where they stand, and which of `aggregate.calls` each is. */
  readonly sites: readonly AggregateSite[];
}

export interface AggregateSite {
  readonly node: TreeObject;
  readonly call: AggregateCall;
  readonly index: number;
}

/** Parts of expressions that look at other rows, or at what is not known here. */
const OTHER_PARTS: ReadonlySet<string> = new Set([
  "expression/SUBQUERY",
  "expression/WINDOW",
  "expression/STAR",
  "expression/POSITIONAL_REFERENCE",
  "expression/LAMBDA",
]);

/**
 * What a query computes of its only table, where that is made of plain aggregates of columns, in
 * groups by plain columns, of the rows that meet filters; undefined for all other queries.
 */
export function findAggregate(query: unknown): FoundAggregate | undefined {
  if (!isTreeObject(query) || kindOf(query) !== "SELECT_NODE") return undefined;
  const table = filteredTable(query);
  const { cte_map: ctes, qualify, modifiers, having } = query;
  const hasCtes = isTreeObject(ctes) && listField(ctes, "map").length > 0;
  const isPlain = !hasCtes && qualify === undefined && listField(query, "group_sets").length <= 1;
  if (table === undefined || !isPlain || !groupsByColumns(query)) return undefined;
  const search = new AggregateSearch(table, aliasesOf(query));
  const items = listField(query, "select_list");
  search.visit([items, listField(query, "group_expressions"), having, modifiers]);
  const { aggregate, sites } = search;
  if (aggregate === undefined || sites.length === 0) return undefined;
  return { aggregate, table, isFiltered: query["where_clause"] !== undefined, sites };
}

/** Groups by anything but a column would still have to be made of finer ones, maybe of every row. */
function groupsByColumns(query: TreeObject): boolean {
  return listField(query, "group_expressions").every((group) => {
    const meant = isTreeObject(group) && (itemOf(group, query) ?? group);
    return isTreeObject(meant) && kindOf(meant) === "expression/COLUMN_REF";
  });
}

function itemOf(group: TreeObject, query: TreeObject): unknown {
  const { value: constant } = group;
  const place = isTreeObject(constant) ? constant["value"] : undefined;
  return typeof place === "number" ? listField(query, "select_list")[place - 1] : undefined;
}

/** Names of items that are other than the column of that name. */
function aliasesOf(query: TreeObject): ReadonlySet<string> {
  const names = new Set<string>();
  for (const item of listField(query, "select_list")) {
    if (!isTreeObject(item)) continue;
    const alias = foldIdentifier(textField(item, "alias"));
    const column = listField(item, "column_names").at(-1);
    const isItself = typeof column === "string" && foldIdentifier(column) === alias;
    if (alias !== "" && !isItself) names.add(alias);
  }
  return names;
}

class AggregateSearch {
  readonly sites: AggregateSite[] = [];
  readonly #table: string;
  readonly #aliases: ReadonlySet<string>;
  readonly #groups = new Map<string, string>();
  readonly #calls: AggregateCall[] = [];
  readonly #usedAliases = new Set<string>();
  #isPlain = true;

  constructor(table: TreeObject, aliases: ReadonlySet<string>) {
    this.#table = relationName(table);
    this.#aliases = aliases;
  }

  get aggregate(): StatementAggregate | undefined {
    if (!this.#isPlain) return undefined;
    const groups = [...this.#groups.values()];
    return { groups, calls: this.#calls, aliases: [...this.#usedAliases] };
  }

  visit(value: unknown): void {
    if (Array.isArray(value)) {
      for (const item of value) this.visit(item);
    } else if (isTreeObject(value)) {
      this.#visitObject(value);
    }
  }

  #visitObject(node: TreeObject): void {
    const kind = kindOf(node);
    if (kind !== undefined && OTHER_PARTS.has(kind)) this.#isPlain = false;
    if (kind === "expression/COLUMN_REF") {
      this.#addColumn(node);
    } else if (kind === "expression/FUNCTION" && this.#isAggregate(node)) {
      this.#addCall(node);
    } else {
      this.visit(Object.values(node));
    }
  }

  #isAggregate(node: TreeObject): boolean {
    const name = foldIdentifier(textField(node, "function_name"));
    if (makesRows(name)) this.#isPlain = false;
    return aggregateFunctions.has(findRenamed(name) ?? name);
  }

  #addColumn(node: TreeObject): void {
    const name = this.#columnOf(node);
    if (name === undefined) {
      this.#isPlain = false;
      return;
    }
    const folded = foldIdentifier(name);
    const isBare = listField(node, "column_names").length === 1;
    if (isBare && this.#aliases.has(folded)) this.#usedAliases.add(folded);
    else if (!this.#groups.has(folded)) this.#groups.set(folded, name);
  }

  #addCall(node: TreeObject): void {
    const call = this.#readCall(node);
    if (call === undefined) {
      this.#isPlain = false;
      return;
    }
    const key = JSON.stringify(call);
    const known = this.#calls.findIndex((other) => JSON.stringify(other) === key);
    const index = known < 0 ? this.#calls.push(call) - 1 : known;
    this.sites.push({ node, call, index });
  }

  #readCall(node: TreeObject): AggregateCall | undefined {
    const { order_bys: order, filter } = node;
    const isOrdered = isTreeObject(order) && listField(order, "orders").length > 0;
    if (isOrdered || filter !== undefined || node["distinct"] === true) return undefined;
    const name = foldIdentifier(textField(node, "function_name"));
    const [argument, ...more] = listField(node, "children");
    if (name === "count_star") return argument === undefined ? { function: "count" } : undefined;
    const column = more.length === 0 ? this.#columnOf(argument) : undefined;
    if (column === undefined) return undefined;
    const isKnown = name === "count" || name === "sum" || name === "min" || name === "max";
    return isKnown ? { function: name, column } : undefined;
  }

  #columnOf(node: unknown): string | undefined {
    const parts = columnParts(node);
    return parts && ownColumn(parts, this.#table);
  }
}
