import {
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import * as fc from "fast-check";
import type { ArrowCell } from "./arrow-cell.ts";
import type { Kind } from "./kind.ts";
import { JsonMembers, type JsonNode, parseJson } from "./lossless-json.ts";
import type { Value } from "./value.ts";

/** A kind's values or NULL, in any format. */
export function nullable(kind: Kind) {
  return {
    values: fc.option(kind.values, { freq: 6 }),
    literal: (value: Value) => (value === null ? `NULL::${kind.sql}` : kind.literal(value)),
    ofJson: (node: JsonNode) => (node === null ? null : kind.ofJson(node)),
    ofText: (cell: string | null) => (cell === null ? null : kind.ofText(cell)),
    ofArrow: (cell: ArrowCell) => (cell.isNull ? null : kind.ofArrow(cell)),
    ofDuck: (value: DuckDBValue) => (value === null ? null : kind.ofDuck(value)),
  };
}

export function listOf(element: Kind): Kind {
  const item = nullable(element);
  const ofJson = (node: JsonNode): Value => {
    if (!Array.isArray(node)) throw new Error(`not a list: ${JSON.stringify(node)}`);
    return node.map(item.ofJson);
  };
  return {
    sql: `${element.sql}[]`,
    values: fc.array(item.values, { maxLength: 4 }),
    literal: (value) => `[${items(value).map(item.literal).join(", ")}]::${element.sql}[]`,
    ofJson,
    ofText: (cell) => ofJson(parseJson(cell)),
    ofArrow: (cell) => cell.items.map(item.ofArrow),
    ofDuck: (value) => {
      if (!(value instanceof DuckDBListValue)) throw new Error("not a list");
      return value.items.map(item.ofDuck);
    },
  };
}

export interface NamedKind {
  readonly name: string;
  readonly kind: Kind;
}

export function structOf(members: readonly NamedKind[]): Kind {
  const parts = members.map(({ name, kind }) => ({ name, ...nullable(kind) }));
  const declared = members.map(({ name, kind }) => `${quoted(name)} ${kind.sql}`);
  const sql = `STRUCT(${declared.join(", ")})`;
  const ofJson = (node: JsonNode): Value => {
    if (!(node instanceof JsonMembers)) throw new Error("not an object");
    const names = node.entries.map(([name]) => name);
    if (names.join("\n") !== parts.map(({ name }) => name).join("\n")) {
      throw new Error(`other members: ${names.join()}`);
    }
    return parts.map((part, place) => part.ofJson(node.entries[place]?.[1] ?? null));
  };
  return {
    sql,
    values: fc.tuple(...parts.map((part) => part.values)),
    literal: (value) => {
      const texts = items(value).map((item, place) => parts[place]?.literal(item) ?? "");
      return `row(${texts.join(", ")})::${sql}`;
    },
    ofJson,
    ofText: (cell) => ofJson(parseJson(cell)),
    ofArrow: (cell) => parts.map((part, place) => part.ofArrow(cell.field(place))),
    ofDuck: (value) => {
      if (!(value instanceof DuckDBStructValue)) throw new Error("not a struct");
      return parts.map((part) => part.ofDuck(value.entries[part.name] ?? null));
    },
  };
}

/** Maps are sorted by key: nobody promises their order. */
export function mapOf(key: Kind, value: Kind): Kind {
  const member = nullable(value);
  const sql = `MAP(${key.sql}, ${value.sql})`;
  const ofJson = (node: JsonNode): Value => {
    if (!(node instanceof JsonMembers)) throw new Error("not an object");
    return sorted(node.entries.map(([name, one]) => [key.ofText(name), member.ofJson(one)]));
  };
  return {
    sql,
    values: fc
      .uniqueArray(fc.tuple(key.values, member.values), {
        maxLength: 3,
        selector: ([one]) => JSON.stringify(one),
      })
      .map(sorted),
    literal: (pairs) => {
      const both = items(pairs).map(items);
      const keys = both.map(([one = null]) => key.literal(one));
      const values = both.map(([, one = null]) => member.literal(one));
      return `map([${keys.join(", ")}]::${key.sql}[], [${values.join(", ")}]::${value.sql}[])`;
    },
    ofJson,
    ofText: (cell) => ofJson(parseJson(cell)),
    ofArrow: (cell) =>
      sorted(
        cell.items.map((entry) => [key.ofArrow(entry.field(0)), member.ofArrow(entry.field(1))]),
      ),
    ofDuck: (map) => {
      if (!(map instanceof DuckDBMapValue)) throw new Error("not a map");
      return sorted(
        map.entries.map((entry) => [key.ofDuck(entry.key), member.ofDuck(entry.value)]),
      );
    },
  };
}

function sorted(pairs: readonly (readonly Value[])[]): Value {
  return pairs.toSorted((left, right) => {
    const [first, second] = [JSON.stringify(left[0]), JSON.stringify(right[0])];
    return first < second ? -1 : Number(first > second);
  });
}

export function items(value: Value): readonly Value[] {
  if (value === null || typeof value === "string") throw new Error("not a nested value");
  return value;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
