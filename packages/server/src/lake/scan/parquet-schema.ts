import { createHash } from "node:crypto";
import type { PhysicalColumn } from "./physical-column.ts";
import { ThriftReader } from "./thrift-reader.ts";

export interface ParquetSchema {
  readonly columns: readonly PhysicalColumn[];
  /** Equal for files with the same columns, names, ids and physical types. */
  readonly layout: string;
}

interface SchemaElement {
  readonly name: string;
  readonly fieldId: number | undefined;
  readonly childCount: number;
}

/** Field numbers of Parquet's FileMetaData and SchemaElement. */
const SCHEMA_FIELD = 2;
const NAME_FIELD = 4;
const CHILD_COUNT_FIELD = 5;
const FIELD_ID_FIELD = 9;

/** Reads the columns at the beginning of a footer; throws RangeError when the bytes do not reach. */
export function parseParquetSchema(footer: Uint8Array): ParquetSchema {
  const reader = new ThriftReader(footer);
  const elements: SchemaElement[] = [];
  const seen = { start: 0, end: 0 };
  try {
    reader.struct((id) => {
      if (id !== SCHEMA_FIELD) return false;
      seen.start = reader.offset;
      const size = reader.listSize();
      while (elements.length < size) elements.push(readElement(reader));
      seen.end = reader.offset;
      return true;
    });
  } catch (error) {
    // What comes after the columns may be cut off.
    if (seen.end === 0) throw error;
  }
  const layout = createHash("sha1").update(footer.subarray(seen.start, seen.end)).digest("base64");
  const [root, ...rest] = elements;
  if (root === undefined) throw new Error("the Parquet footer lists no columns");
  return { columns: takeColumns(rest[Symbol.iterator](), root.childCount), layout };
}

function readElement(reader: ThriftReader): SchemaElement {
  let name = "";
  let childCount = 0;
  let fieldId: number | undefined;
  reader.struct((id) => {
    if (id === NAME_FIELD) name = reader.text();
    else if (id === CHILD_COUNT_FIELD) childCount = reader.integer();
    else if (id === FIELD_ID_FIELD) fieldId = reader.integer();
    else return false;
    return true;
  });
  return { name, fieldId, childCount };
}

function takeColumns(
  elements: Iterator<SchemaElement, undefined>,
  count: number,
): PhysicalColumn[] {
  const columns: PhysicalColumn[] = [];
  while (columns.length < count) {
    const { value } = elements.next();
    if (value === undefined) throw new Error("the Parquet footer lists too few columns");
    const { name, fieldId, childCount } = value;
    const children = takeColumns(elements, childCount);
    columns.push({ name, fieldId, children: children.flatMap(withoutWrapper) });
  }
  return columns;
}

/** Lists and maps wrap their parts in a repeated group that has no id. */
function withoutWrapper(column: PhysicalColumn): readonly PhysicalColumn[] {
  const isWrapper = column.fieldId === undefined && column.children.length > 0;
  return isWrapper ? column.children : [column];
}
