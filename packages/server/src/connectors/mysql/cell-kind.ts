import type { ColumnType } from "@hotdata/contract/types";
import { WIRE, type WireColumn } from "./wire-column.ts";

/** How the bytes of a cell on the wire become the text of the cell. */
export type CellKind = (typeof CELL)[keyof typeof CELL];

/** Numbers: they are switched on once for each cell. */
export const CELL = {
  /** As they are: digits, without anything to quote. */
  PLAIN: 0,
  /** In quotes. */
  TEXT: 1,
  /** As hex digits. */
  HEX: 2,
  /** Geometries are their reference system, in four bytes, and then WKB. */
  WKB_HEX: 3,
  DATE: 4,
  DATE_TIME: 5,
  /** In UTC; its text does not say so. */
  UTC_TIME: 6,
  TIME: 7,
  /** A big-endian number. */
  BITS: 8,
} as const;

const KINDS: ReadonlyMap<number, CellKind> = new Map<number, CellKind>([
  [WIRE.TINY, CELL.PLAIN],
  [WIRE.SHORT, CELL.PLAIN],
  [WIRE.INT24, CELL.PLAIN],
  [WIRE.LONG, CELL.PLAIN],
  [WIRE.LONGLONG, CELL.PLAIN],
  [WIRE.YEAR, CELL.PLAIN],
  [WIRE.NEWDECIMAL, CELL.PLAIN],
  [WIRE.FLOAT, CELL.PLAIN],
  [WIRE.DOUBLE, CELL.PLAIN],
  [WIRE.DATE, CELL.DATE],
  [WIRE.DATETIME, CELL.DATE_TIME],
  [WIRE.TIMESTAMP, CELL.UTC_TIME],
  [WIRE.TIME, CELL.TIME],
  [WIRE.BIT, CELL.BITS],
  [WIRE.JSON, CELL.TEXT],
  [WIRE.GEOMETRY, CELL.WKB_HEX],
]);

export function cellKind(wire: WireColumn, type: ColumnType): CellKind {
  const isBlob = type.kind === "scalar" && type.name === "BLOB";
  return KINDS.get(wire.type) ?? (isBlob ? CELL.HEX : CELL.TEXT);
}
