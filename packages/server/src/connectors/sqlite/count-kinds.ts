import type { DatabaseSync } from "node:sqlite";
import { quoteName } from "./sqlite-dialect.ts";
import { isOfKind, type ValueKind } from "./value-kind.ts";

/** How many values of a column are of each kind; `value` counts those that are not NULL. */
export type KindCounts = Readonly<Partial<Record<ValueKind | "value", number>>>;

export interface CountRequest {
  readonly table: string;
  readonly columns: readonly string[];
  /** Rows to look at. */
  readonly scanRows: number;
}

const KINDS = ["integer", "real", "text", "blob", "boolean", "date", "timestamp", "json"] as const;
/** SQLite takes 2,000 columns of a result. */
const COLUMNS_AT_ONCE = 200;

export function countKinds(
  database: DatabaseSync,
  request: CountRequest,
): { readonly rowCount: number; readonly counts: readonly KindCounts[] } {
  const counts: KindCounts[] = [];
  let rowCount = 0;
  for (let at = 0; at < request.columns.length; at += COLUMNS_AT_ONCE) {
    const columns = request.columns.slice(at, at + COLUMNS_AT_ONCE);
    const [first = 0, ...numbers] = countSome(database, { ...request, columns });
    rowCount = first;
    const width = KINDS.length + 1;
    for (let index = 0; index < columns.length; index += 1) {
      const own = numbers.slice(index * width, (index + 1) * width);
      counts.push(Object.fromEntries(["value", ...KINDS].map((name, place) => [name, own[place]])));
    }
  }
  return { rowCount, counts };
}

function countSome(
  database: DatabaseSync,
  { table, columns, scanRows }: CountRequest,
): readonly number[] {
  const names = columns.map((_, index) => `c${index}`);
  const sums = names.flatMap((name) => [
    `count(${name})`,
    ...KINDS.map((kind) => `coalesce(sum(${name} IS NOT NULL AND ${isOfKind(kind, name)}), 0)`),
  ]);
  const rows = `SELECT ${columns.map(quoteName).join(", ")} FROM "main".${quoteName(table)} LIMIT ${scanRows}`;
  const statement = database.prepare(
    `WITH looked_at(${names.join(", ")}) AS (${rows}) SELECT count(*), ${sums.join(", ")} FROM looked_at`,
  );
  statement.setReturnArrays(true);
  const row: unknown = statement.get();
  return Array.isArray(row) ? row.map(Number) : [];
}
