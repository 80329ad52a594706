import type { ColumnType } from "@hotdata/contract/types";

/** A column of an answer as the server describes it on the wire. */
export interface WireColumn {
  readonly type: number;
  readonly isUnsigned: boolean;
  /** Whether it is declared to have no NULL; of what is computed, the server may not know. */
  readonly isNotNull: boolean;
  /** Whether its values are bytes, not text in UTF-8. */
  readonly isBinary: boolean;
  /** Characters of the longest value, in bytes. */
  readonly length: number;
  readonly decimals: number;
}

/** Numbers of column types in the protocol. */
export const WIRE = {
  TINY: 0x01,
  SHORT: 0x02,
  LONG: 0x03,
  FLOAT: 0x04,
  DOUBLE: 0x05,
  TIMESTAMP: 0x07,
  LONGLONG: 0x08,
  INT24: 0x09,
  DATE: 0x0a,
  TIME: 0x0b,
  DATETIME: 0x0c,
  YEAR: 0x0d,
  BIT: 0x10,
  JSON: 0xf5,
  NEWDECIMAL: 0xf6,
  GEOMETRY: 0xff,
} as const;

/** The length of what follows the names, whatever a server puts between the two. */
const FACTS_BYTES = 12;
const NOT_NULL_FLAG = 0x01;
const UNSIGNED_FLAG = 0x20;
const BINARY_CHARSET = 63;

/** Reads a column definition; its names are not needed: columns come in the order asked for. */
export function readWireColumn(packet: Buffer): WireColumn {
  const at = packet.length - FACTS_BYTES;
  const flags = packet.readUInt16LE(at + 7);
  return {
    isBinary: packet.readUInt16LE(at) === BINARY_CHARSET,
    length: packet.readUInt32LE(at + 2),
    type: packet.readUInt8(at + 6),
    isUnsigned: (flags & UNSIGNED_FLAG) !== 0,
    isNotNull: (flags & NOT_NULL_FLAG) !== 0,
    decimals: packet.readUInt8(at + 9),
  };
}

const INTEGERS: ReadonlyMap<number, readonly [signed: string, unsigned: string]> = new Map([
  [WIRE.TINY, ["TINYINT", "UTINYINT"]],
  [WIRE.SHORT, ["SMALLINT", "USMALLINT"]],
  [WIRE.INT24, ["INTEGER", "UINTEGER"]],
  [WIRE.LONG, ["INTEGER", "UINTEGER"]],
  [WIRE.LONGLONG, ["BIGINT", "UBIGINT"]],
  [WIRE.YEAR, ["SMALLINT", "SMALLINT"]],
]);

const OTHERS: ReadonlyMap<number, readonly string[]> = new Map([
  // A FLOAT is asked for as a DOUBLE, whose text is exact.
  [WIRE.DOUBLE, ["DOUBLE", "FLOAT"]],
  [WIRE.DATE, ["DATE"]],
  [WIRE.DATETIME, ["TIMESTAMP"]],
  [WIRE.TIMESTAMP, ["TIMESTAMPTZ"]],
  [WIRE.TIME, ["TIME"]],
  [WIRE.BIT, ["BOOLEAN", "UBIGINT"]],
  [WIRE.JSON, ["JSON"]],
  [WIRE.GEOMETRY, ["BLOB"]],
]);

const TEXTS: ReadonlySet<string> = new Set(["VARCHAR", "JSON", "UUID"]);

/** Whether the values of a column on the wire are still of the type that was discovered. */
export function hasType(wire: WireColumn, type: ColumnType): boolean {
  if (wire.type === WIRE.NEWDECIMAL) return isDecimal(wire, type);
  if (type.kind !== "scalar") return false;
  const integers = INTEGERS.get(wire.type);
  if (integers !== undefined) return integers[wire.isUnsigned ? 1 : 0] === type.name;
  const others = OTHERS.get(wire.type);
  if (others !== undefined) return others.includes(type.name);
  return wire.isBinary ? type.name === "BLOB" : TEXTS.has(type.name);
}

/**
 * Decimals that no type of ours holds are text. A sum has more digits on the wire than its type here,
 * which takes those that it can have.
 */
function isDecimal({ length, decimals, isUnsigned }: WireColumn, type: ColumnType): boolean {
  const precision = length - (decimals > 0 ? 1 : 0) - (isUnsigned ? 0 : 1);
  if (type.kind === "scalar") {
    return type.name === "HUGEINT" ? decimals === 0 : type.name === "VARCHAR" && precision > 38;
  }
  if (type.kind !== "decimal" || type.scale !== decimals) return false;
  return type.precision === precision || type.precision === 38;
}
