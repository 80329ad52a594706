import type { ColumnType, ScalarTypeName } from "@hotdata/contract/types";
import type { DiscoveredColumn } from "../connector.ts";

/** A column as the catalog of a server describes it. */
export interface CatalogColumn {
  readonly name: string;
  /** `decimal`, `varchar`. */
  readonly dataType: string;
  /** `decimal(10,2) unsigned`, `varchar(20)`. */
  readonly columnType: string;
  readonly isNullable: boolean;
  readonly precision: number | undefined;
  readonly scale: number | undefined;
  /** Of text. */
  readonly charset: string | undefined;
  /** Whether it is checked to be JSON, which is what MariaDB's type of that name means. */
  readonly isJson: boolean;
}

const INTEGERS: Readonly<
  Record<string, readonly [signed: ScalarTypeName, unsigned: ScalarTypeName]>
> = {
  tinyint: ["TINYINT", "UTINYINT"],
  smallint: ["SMALLINT", "USMALLINT"],
  mediumint: ["INTEGER", "UINTEGER"],
  int: ["INTEGER", "UINTEGER"],
  bigint: ["BIGINT", "UBIGINT"],
  year: ["SMALLINT", "SMALLINT"],
};

const NO_DAYS = "0000-00-00 and other days that are not in the calendar become NULL";

const OTHERS: Readonly<Record<string, readonly [type: ScalarTypeName, loss?: string]>> = {
  float: ["FLOAT"],
  double: ["DOUBLE"],
  date: ["DATE", NO_DAYS],
  datetime: ["TIMESTAMP", NO_DAYS],
  timestamp: ["TIMESTAMPTZ", "0000-00-00 00:00:00 becomes NULL"],
  time: ["TIME", "negative times and those of 24 hours and more become NULL"],
  binary: ["BLOB"],
  varbinary: ["BLOB"],
  tinyblob: ["BLOB"],
  blob: ["BLOB"],
  mediumblob: ["BLOB"],
  longblob: ["BLOB"],
  // Its floats, four bytes each.
  vector: ["BLOB"],
  json: ["JSON"],
  uuid: ["UUID"],
};

const GEOMETRIES = new Set([
  "geometry",
  "point",
  "linestring",
  "polygon",
  "multipoint",
  "multilinestring",
  "multipolygon",
  "geometrycollection",
  "geomcollection",
]);

/** Character sets all of whose characters Unicode has. */
const WHOLE_CHARSETS = new Set(
  (
    "utf8mb4 utf8mb3 utf8 ascii ucs2 utf16 utf16le utf32 latin1 latin2 latin5 latin7 cp1250 cp1251 cp1256 " +
    "cp1257 cp850 cp852 cp866 koi8r koi8u greek hebrew tis620"
  ).split(" "),
);

const MAX_PRECISION = 38;

/** The type that values of a column have here, and what they lose on the way, if anything. */
export function discoveredColumn(column: CatalogColumn): DiscoveredColumn {
  const { name, isNullable } = column;
  const [type, loss] = typeOf(column);
  const sourceType = sourceTypeOf(column);
  return { name, type, isNullable, sourceType, ...(loss === undefined ? {} : { loss }) };
}

function typeOf(column: CatalogColumn): readonly [type: ColumnType, loss?: string | undefined] {
  const { dataType, columnType, charset } = column;
  const integers = INTEGERS[dataType];
  if (integers !== undefined) return [scalar(integers[/\bunsigned\b/.test(columnType) ? 1 : 0])];
  if (dataType === "decimal") return [decimalType(column)];
  if (dataType === "bit") return [scalar(column.precision === 1 ? "BOOLEAN" : "UBIGINT")];
  if (GEOMETRIES.has(dataType)) {
    return [scalar("BLOB"), "the number of the spatial reference system is left out: it is WKB"];
  }
  const other = OTHERS[dataType];
  if (other !== undefined) return [scalar(other[0]), other[1]];
  const type = scalar(column.isJson ? "JSON" : "VARCHAR");
  const isWhole = charset === undefined || WHOLE_CHARSETS.has(charset);
  return isWhole ? [type] : [type, `characters of ${charset} that Unicode does not have become ?`];
}

/** What has more digits than any number type here is text, with all of them. */
function decimalType({ precision, scale }: CatalogColumn): ColumnType {
  if (precision === undefined || precision > MAX_PRECISION) return scalar("VARCHAR");
  return { kind: "decimal", precision, scale: scale ?? 0 };
}

/** With the character set where it matters for how text is compared. */
function sourceTypeOf({ columnType, charset }: CatalogColumn): string {
  const isUsual = charset === undefined || charset === "utf8mb4";
  return isUsual ? columnType : `${columnType} character set ${charset}`;
}

function scalar(name: ScalarTypeName): ColumnType {
  return { kind: "scalar", name };
}
