import type { DiscoveredTable } from "../../../src/connectors/connector.ts";
import type { ConformanceBench } from "./conformance-bench.ts";
import type { CommonKind, ConformanceFixture } from "./fixture.ts";

/** A column of the table that most cases read, with its value in each row; null is NULL. */
interface PeopleColumn {
  readonly name: string;
  readonly kind: CommonKind;
  readonly cells: readonly (string | null)[];
}

const NAMES = [
  "Ada",
  "ada",
  "ADA",
  "Ädä",
  "ada ",
  " ada",
  "",
  null,
  "O'Neil",
  'say "hi"',
  "a,b",
  "two\nlines",
  "tab\there",
  "back\\slash",
  "100%",
  "under_score",
  "😀",
  "NULL",
  "zoë",
  "z",
];
const COUNT = NAMES.length;

const SCORES = [
  "0.1",
  "-1.5",
  "1e+300",
  "5e-324",
  "3.0",
  "123456789.125",
  null,
  "-0.001",
  "2.5",
  "1e-07",
];
const AMOUNTS = [
  "0.00",
  "1.10",
  "-1.10",
  "9999999999999999.99",
  "0.01",
  null,
  "100.00",
  "7.00",
  "-0.01",
  "12.34",
];
const DATES = [
  "2024-02-29",
  "1970-01-01",
  "1969-12-31",
  "2000-01-01",
  null,
  "9999-12-31",
  "1900-03-01",
];
const TIMES = [
  "2024-02-29 23:59:59.999999",
  "1970-01-01 00:00:00",
  "1969-12-31 23:59:59",
  "2024-01-01 10:00:00.5",
  "2024-01-01 10:00:00",
  null,
  "1999-12-31 12:34:56.789",
];

const COLUMNS: readonly PeopleColumn[] = [
  { name: "id", kind: "integer", cells: repeated((index) => String(index + 1)) },
  { name: "name", kind: "text", cells: NAMES },
  {
    name: "age",
    kind: "integer",
    cells: repeated((index) => (index % 7 === 3 ? null : String(index * 5 - 20))),
  },
  {
    name: "score",
    kind: "double",
    cells: repeated((index) => SCORES[index % SCORES.length] ?? null),
  },
  {
    name: "amount",
    kind: "decimal",
    cells: repeated((index) => AMOUNTS[index % AMOUNTS.length] ?? null),
  },
  { name: "born", kind: "date", cells: repeated((index) => DATES[index % DATES.length] ?? null) },
  {
    name: "seen",
    kind: "timestamp",
    cells: repeated((index) => TIMES[index % TIMES.length] ?? null),
  },
  {
    name: "active",
    kind: "boolean",
    cells: repeated((index) => [null, "true", "false"][index % 3] ?? null),
  },
];

export interface People {
  readonly table: DiscoveredTable;
  readonly columns: readonly PeopleColumn[];
  /** As the engine prints them, in order of `id`. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Makes the table with the columns that the source has types for. */
export async function makePeople(bench: ConformanceBench, name: string): Promise<People> {
  const { fixture } = bench;
  const columns = COLUMNS.filter(({ kind }) => fixture.typeNames[kind] !== undefined);
  const table = await bench.make({
    name,
    columns: columns.map((column) => ({ name: column.name, type: typeName(fixture, column.kind) })),
    rows: repeated((index) =>
      columns.map(({ kind, cells }) => {
        const cell = cells[index] ?? null;
        return cell === null ? "NULL" : fixture.literal(kind, cell);
      }),
    ),
    ...(fixture.abilities.keys ? { key: ["id"] } : {}),
  });
  const rows = repeated((index) => columns.map(({ cells }) => cells[index] ?? null));
  return { table, columns, rows };
}

export function typeName({ typeNames }: ConformanceFixture, kind: CommonKind): string {
  const name = typeNames[kind];
  if (name === undefined) throw new Error(`the source has no type for ${kind}`);
  return name;
}

/** Rows in order of the number in their first column. */
export function byId(rows: readonly (readonly (string | null)[])[]): (string | null)[][] {
  return rows.map((row) => [...row]).toSorted((a, b) => Number(a[0]) - Number(b[0]));
}

function repeated<T>(make: (index: number) => T): T[] {
  return Array.from({ length: COUNT }, (_, index) => make(index));
}
