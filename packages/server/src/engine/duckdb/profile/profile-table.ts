import { type DuckDBConnection, DuckDBListValue } from "@duckdb/node-api";
import type { ColumnType } from "@hotdata/contract/types";
import type { TableScan } from "../../engine.ts";
import type { ColumnProfile, TableProfile } from "../../table-profile.ts";
import { scanSql } from "../scan-sql.ts";
import { type ColumnSummary, readSummary, summarySql } from "./column-summary.ts";
import { countDistinct, listCategories, MAX_CATEGORIES } from "./distinct-values.ts";
import { someColumns } from "./some-columns.ts";
import { valueKind } from "./value-kind.ts";

/** So many columns are summed up in one statement: it must neither be huge nor repeat much. */
const COLUMNS_AT_ONCE = 40;
/** The estimate of a column with few enough values to be listed is never above this. */
const MAX_ESTIMATE_OF_FEW = 3 * MAX_CATEGORIES;
/** Texts that are longer are no categories: a list of them would help nobody. */
const MAX_CATEGORY_LENGTH = 256;

/**
 * Reads each column of a table twice; memory does not grow with the rows. An interruption that comes
 * between two statements stops none, so the signal is looked at before each.
 */
export async function profileTable(
  connection: DuckDBConnection,
  scan: TableScan,
  signal: AbortSignal,
): Promise<TableProfile> {
  const columns: ColumnProfile[] = [];
  let rowCount = 0;
  for (let start = 0; start < scan.columns.length; start += COLUMNS_AT_ONCE) {
    const places = [...scan.columns.keys()].slice(start, start + COLUMNS_AT_ONCE);
    const part = someColumns(scan, places);
    signal.throwIfAborted();
    const summarized = await summarize(connection, part);
    rowCount = summarized.rowCount;
    for (const [place, summary] of summarized.summaries.entries()) {
      signal.throwIfAborted();
      const described = await describeValues(connection, someColumns(part, [place]), summary);
      columns.push({ nullCount: rowCount - summary.valueCount, ...described });
    }
  }
  return { rowCount, columns };
}

interface Summaries {
  readonly rowCount: number;
  readonly summaries: readonly ColumnSummary[];
}

async function summarize(connection: DuckDBConnection, scan: TableScan): Promise<Summaries> {
  const list = scan.columns.map(({ type }, index) => summarySql(type, nameAt(index))).join(", ");
  const result = await connection.runAndReadAll(`SELECT count(*), ${list} FROM ${source(scan)}`);
  const [count, ...cells] = result.getRows()[0] ?? [];
  const summaries = scan.columns.map(({ type }, index) => readSummary(type, textsOf(cells[index])));
  return { rowCount: Number(count), summaries };
}

/** Columns go by their places: their names may be anything. */
function source(scan: TableScan): string {
  return `(${scanSql(scan)}) AS t(${scan.columns.map((_, index) => nameAt(index)).join(", ")})`;
}

function nameAt(place: number): string {
  return `c${place}`;
}

function textsOf(cell: unknown): (string | null)[] {
  if (!(cell instanceof DuckDBListValue)) throw new Error("a summary is not a list");
  return cell.items.map((item) => (typeof item === "string" ? item : null));
}

/** @param scan of the one column */
async function describeValues(
  connection: DuckDBConnection,
  scan: TableScan,
  { valueCount, estimatedCardinality: estimate, detail }: ColumnSummary,
): Promise<Pick<ColumnProfile, "cardinality" | "detail">> {
  if (valueCount === 0) return { cardinality: 0, detail: null };
  if (detail?.type === "boolean") {
    const { true_count: trues, false_count: falses } = detail;
    return { cardinality: Number(trues > 0) + Number(falses > 0), detail };
  }
  const values = { source: source(scan), value: nameAt(0) };
  if (estimate <= MAX_ESTIMATE_OF_FEW && mayBeListed(scan.columns[0]?.type, detail)) {
    const categories = await listCategories(connection, values);
    if (categories !== undefined) {
      const cardinality = categories.filter(({ value }) => value !== null).length;
      return { cardinality, detail: { type: "categorical", values: categories } };
    }
  }
  const cardinality = await countDistinct(connection, values, estimate);
  return { cardinality: Math.min(cardinality, valueCount), detail: detail ?? null };
}

function mayBeListed(type: ColumnType | undefined, detail: ColumnSummary["detail"]): boolean {
  if (detail?.type === "text") return detail.max_length <= MAX_CATEGORY_LENGTH;
  return type !== undefined && valueKind(type) === "number";
}
