import { type ColumnType, sqlTypeText } from "@hotdata/contract/types";
import { deliveredType } from "../cells/delivered-type.ts";
import { quoteLiteral } from "./sql-text.ts";

/** A result column on its way into the stored file: its delivered type and the SQL that makes it. */
export interface DeliveredColumn {
  readonly type: ColumnType;
  readonly sql: string;
}

/**
 * @param explicitHugeint the query itself cast the column to HUGEINT: it then travels as text, all
 * digits kept. A HUGEINT that merely arises (`sum` of integers) is delivered as a 64-bit integer.
 */
export function deliverColumn(
  column: { readonly name: string; readonly type: ColumnType },
  reference: string,
  explicitHugeint: boolean,
): DeliveredColumn {
  const { name, type } = column;
  if (type.kind === "scalar" && type.name === "HUGEINT") {
    return explicitHugeint
      ? { type: { kind: "scalar", name: "VARCHAR" }, sql: `CAST(${reference} AS VARCHAR)` }
      : { type: deliveredType(type), sql: checkedBigint(name, reference) };
  }
  const delivered = deliveredType(type);
  const from = sqlTypeText(type);
  const to = sqlTypeText(delivered);
  if (type.kind === "scalar" && type.name === "VARIANT") {
    return { type: delivered, sql: `CAST(CAST(${reference} AS JSON) AS VARCHAR)` };
  }
  return { type: delivered, sql: from === to ? reference : `CAST(${reference} AS ${to})` };
}

function checkedBigint(name: string, reference: string): string {
  const hint = quoteLiteral(
    ` in column "${name}" does not fit into a 64-bit integer. Cast the column in the query, ` +
      `for example CAST(... AS DECIMAL(38,0)) or CAST(... AS VARCHAR)`,
  );
  const inRange = `${reference} BETWEEN -9223372036854775808 AND 9223372036854775807`;
  const refusal = `CAST(error('the HUGEINT value ' || ${reference} || ${hint}) AS BIGINT)`;
  return `CASE WHEN ${reference} IS NULL OR ${inRange} THEN CAST(${reference} AS BIGINT) ELSE ${refusal} END`;
}
