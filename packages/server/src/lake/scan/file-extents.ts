import type { ScanExtent } from "../../engine/engine.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { integerOf, integerOrNullOf } from "../catalog/row-values.ts";
import type { ColumnNode } from "../columns/column-node.ts";

interface SizedFile {
  readonly id: number;
  readonly rowCount: number;
}

/** Compressed bytes by column id, nested parts on their own; empty when nothing is known. */
type ColumnSizes = Map<number, number>;

interface KnownTable {
  readonly sizes: Map<number, ColumnSizes>;
  /** Files have rising ids and never change: those up to here were read. */
  readUpTo: number;
}

const SIZES = `SELECT data_file_id, column_id, column_size_bytes
  FROM ducklake_file_column_stats WHERE table_id = ? AND data_file_id > ?`;

const MAX_KNOWN_FILES = 50_000;

/** How much there is to read in the data files of one catalog. */
export class FileExtents {
  readonly #catalog: Catalog;
  readonly #tables = new Map<number, KnownTable>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Reads what is not known yet of a table; runs in a read transaction. */
  of(tableId: number, columns: readonly ColumnNode[]): (files: readonly SizedFile[]) => ScanExtent {
    const { sizes } = this.#read(tableId);
    const places = placesOf(columns);
    return (files) => sumOf(files, { sizes, places, columnCount: columns.length });
  }

  #read(tableId: number): KnownTable {
    let known = this.#tables.get(tableId);
    if (known === undefined || known.sizes.size > MAX_KNOWN_FILES) {
      known = { sizes: new Map(), readUpTo: -1 };
      this.#tables.set(tableId, known);
    }
    for (const row of this.#catalog.all(SIZES, tableId, known.readUpTo)) {
      const fileId = integerOf(row, "data_file_id");
      const sizeBytes = integerOrNullOf(row, "column_size_bytes");
      known.readUpTo = Math.max(known.readUpTo, fileId);
      const file = known.sizes.get(fileId) ?? new Map<number, number>();
      if (sizeBytes !== null) file.set(integerOf(row, "column_id"), sizeBytes);
      known.sizes.set(fileId, file);
    }
    return known;
  }
}

interface KnownSizes {
  readonly sizes: ReadonlyMap<number, ColumnSizes>;
  /** Index of the column that each column id belongs to. */
  readonly places: ReadonlyMap<number, number>;
  readonly columnCount: number;
}

function sumOf(
  files: readonly SizedFile[],
  { sizes, places, columnCount }: KnownSizes,
): ScanExtent {
  const columnBytes = Array.from({ length: columnCount }, () => 0);
  let rowCount = 0;
  let isComplete = true;
  for (const file of files) {
    rowCount += file.rowCount;
    const known = sizes.get(file.id);
    // Other clients need not record sizes.
    if (known === undefined || known.size === 0) isComplete &&= file.rowCount === 0;
    for (const [columnId, sizeBytes] of known ?? []) {
      const place = places.get(columnId);
      if (place !== undefined) columnBytes[place] = (columnBytes[place] ?? 0) + sizeBytes;
    }
  }
  return { rowCount, columnBytes: isComplete ? columnBytes : null };
}

function placesOf(columns: readonly ColumnNode[]): Map<number, number> {
  const places = new Map<number, number>();
  const add = (node: ColumnNode, place: number): void => {
    places.set(node.id, place);
    for (const child of node.children) add(child, place);
  };
  columns.forEach(add);
  return places;
}
