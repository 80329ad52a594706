import * as fc from "fast-check";
import type { Kind } from "./kind.ts";
import { listOf, mapOf, nullable, quoted, structOf } from "./nested-kinds.ts";
import { DATE, INTEGERS, SCALARS, UUID, VARCHAR } from "./scalar-kinds.ts";
import type { Value } from "./value.ts";

export interface GeneratedColumn {
  readonly name: string;
  readonly kind: Kind;
}

/** A table whose first column numbers its rows. */
export interface GeneratedTable {
  readonly columns: readonly GeneratedColumn[];
  readonly rows: readonly (readonly Value[])[];
}

/** Told by their types when a counterexample is printed. */
export const kinds: fc.Arbitrary<Kind> = fc.letrec<{ kind: Kind; nested: Kind }>((tie) => ({
  kind: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    { weight: 5, arbitrary: fc.constantFrom(...SCALARS) },
    { weight: 2, arbitrary: tie("nested") },
  ),
  nested: fc.oneof(
    tie("kind").map(listOf),
    fc
      .tuple(fc.constantFrom("a", "A b", 'q"', "ü", "c0"), tie("kind"), tie("kind"))
      .map(([name, one, two]) =>
        structOf([
          { name, kind: one },
          { name: "other", kind: two },
        ]),
      ),
    fc
      .tuple(fc.constantFrom(VARCHAR, UUID, DATE, ...INTEGERS), tie("kind"))
      .map(([key, value]) => mapOf(key, value)),
  ),
})).kind;

const NAMES = ["n", "Name of it", 'q"uote', "größe", "select", "a,b", "row", "x'y", "c1"];
const ROW_NUMBER: GeneratedColumn = { name: "place", kind: INTEGERS[2] ?? VARCHAR };

export function tables(maxRows: number, kind = kinds): fc.Arbitrary<GeneratedTable> {
  const columns = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), kind), {
      minLength: 1,
      maxLength: 4,
      selector: ([name]) => name,
    })
    .map((pairs) => pairs.map(([name, one]) => ({ name, kind: one })));
  return columns.chain((some) => {
    const row = fc.tuple(...some.map((column) => nullable(column.kind).values));
    return fc.array(row, { maxLength: maxRows }).map((rows) => ({
      columns: [ROW_NUMBER, ...some],
      rows: rows.map((cells, place) => [String(place), ...cells]),
      [fc.toStringMethod]: () => describe(some, rows),
    }));
  });
}

function describe(columns: readonly GeneratedColumn[], rows: readonly unknown[]): string {
  const types = columns.map(({ name, kind }) => `${quoted(name)} ${kind.sql}`);
  return `(${types.join(", ")}) ${JSON.stringify(rows)}`;
}

/** A SELECT that makes the table's rows. */
export function tableSql({ columns, rows }: GeneratedTable): string {
  const parts = columns.map(({ name, kind }) => ({ name: quoted(name), ...nullable(kind) }));
  const lines = rows.map((row) => parts.map((part, place) => part.literal(row[place] ?? null)));
  const names = parts.map(({ name }) => name).join(", ");
  if (lines.length > 0) {
    return `SELECT * FROM (VALUES ${lines.map((line) => `(${line.join(", ")})`).join(", ")}) AS t(${names})`;
  }
  const nulls = parts.map((part) => `${part.literal(null)} AS ${part.name}`);
  return `SELECT ${nulls.join(", ")} LIMIT 0`;
}
