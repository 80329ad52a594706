import type { ColumnProfileDetail } from "@hotdata/contract";
import { type ColumnType, sqlTypeText } from "@hotdata/contract/types";
import { plainText } from "../cell-text.ts";
import { deliveredType } from "../../cells/delivered-type.ts";
import { hasInfinity, valueKind } from "./value-kind.ts";

/** What one pass over the rows tells about a column. */
export interface ColumnSummary {
  readonly valueCount: number;
  /** Off by a fifth at most, mostly. */
  readonly estimatedCardinality: number;
  /** Undefined when the type has none, or there is no value to describe. */
  readonly detail: Exclude<ColumnProfileDetail, { type: "categorical" }> | undefined;
}

/** A list of texts, which {@link readSummary} reads. */
export function summarySql(type: ColumnType, value: string): string {
  const counts = [`count(${value})`, `approx_count_distinct(${value})`];
  const texts = [...counts, ...detailSql(type, value)].map((sql) => `CAST(${sql} AS VARCHAR)`);
  return `[${texts.join(", ")}]`;
}

export function readSummary(type: ColumnType, texts: readonly (string | null)[]): ColumnSummary {
  const [valueCount, estimate, ...detail] = texts;
  return {
    valueCount: Number(valueCount),
    estimatedCardinality: Number(estimate),
    detail: readDetail(type, detail),
  };
}

function detailSql(type: ColumnType, value: string): string[] {
  switch (valueKind(type)) {
    case "boolean":
      return [`count_if(${value})`, `count_if(NOT ${value})`];
    case "text": {
      const length = `length(CAST(${value} AS VARCHAR))`;
      return [`min(${length})`, `max(${length})`, `avg(${length})`];
    }
    case "number":
      return [...extremesSql(type, value), meanSql(type, value)];
    case "time":
      return extremesSql(type, value);
    case "other":
      return [];
  }
}

function extremesSql(type: ColumnType, value: string): string[] {
  const shown = deliveredType(type);
  return ["min", "max"].map((name) => {
    const extreme = `${name}(${value})${onlyFinite(type, value)}`;
    return valueKind(type) === "time"
      ? plainText(shown, `CAST(${extreme} AS ${sqlTypeText(shown)})`)
      : extreme;
  });
}

/** A power of two, which changes no digit of what it divides. */
const SCALE = "18446744073709551616.0::DOUBLE";

/** The sum of large values may be infinite although their mean is not. */
function meanSql(type: ColumnType, value: string): string {
  const number = `CAST(${value} AS DOUBLE)`;
  const finite = onlyFinite(type, value);
  const mean = `favg(${number})${finite}`;
  const scaled = `favg(${number} / ${SCALE})${finite} * ${SCALE}`;
  return hasInfinity(type) ? `CASE WHEN isfinite(${mean}) THEN ${mean} ELSE ${scaled} END` : mean;
}

function onlyFinite(type: ColumnType, value: string): string {
  return hasInfinity(type) ? ` FILTER (WHERE isfinite(${value}))` : "";
}

function readDetail(
  type: ColumnType,
  [first = null, second = null, third = null]: readonly (string | null)[],
): ColumnSummary["detail"] {
  if (first === null || second === null) return undefined;
  switch (valueKind(type)) {
    case "boolean":
      return { type: "boolean", true_count: Number(first), false_count: Number(second) };
    case "text":
      return {
        type: "text",
        min_length: Number(first),
        max_length: Number(second),
        avg_length: Number(third),
      };
    case "number":
      return { type: "numeric", min: first, max: second, mean: Number(third) };
    case "time":
      return { type: "temporal", min: first, max: second };
    case "other":
      return undefined;
  }
}
