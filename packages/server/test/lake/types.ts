import type { ColumnType, ScalarTypeName } from "@hotdata/contract";

export const scalar = (name: ScalarTypeName): ColumnType => ({ kind: "scalar", name });

export const INTEGER = scalar("INTEGER");
export const BIGINT = scalar("BIGINT");
export const DOUBLE = scalar("DOUBLE");
export const VARCHAR = scalar("VARCHAR");

export const decimal = (precision: number, scale: number): ColumnType => ({
  kind: "decimal",
  precision,
  scale,
});

export const list = (element: ColumnType): ColumnType => ({ kind: "list", element });

export const map = (key: ColumnType, value: ColumnType): ColumnType => ({
  kind: "map",
  key,
  value,
});

export const struct = (fields: Readonly<Record<string, ColumnType>>): ColumnType => ({
  kind: "struct",
  fields: Object.entries(fields).map(([name, type]) => ({ name, type })),
});
