import { sqlTypeText } from "@hotdata/contract";
import type { LoadSource } from "../engine.ts";
import { quoteIdentifier, quoteLiteral } from "./sql-text.ts";

/**
 * Largest JSON value (one row) that is read, in bytes. Buffers of this size cost time and memory,
 * so it is used only when a file did not go through with the engine's own limit of 16 MiB.
 */
const MAX_JSON_ROW_BYTES = 256 * 1024 * 1024;

/** The table function call that reads a source file. */
export function sourceReader(source: LoadSource, csvHeader = "header = true"): string {
  const path = quoteLiteral(source.path);
  if (source.format === "parquet") return `read_parquet(${path})${columnAliases(source)}`;
  const options: string[] = [];
  if (source.compression !== "none")
    options.push(`compression = ${quoteLiteral(source.compression)}`);
  if (source.fullScan) options.push("sample_size = -1");
  if (source.format === "json") {
    options.push("format = 'auto'", "records = 'true'");
    if (source.fullScan) options.push(`maximum_object_size = ${MAX_JSON_ROW_BYTES}`);
    return `read_json(${path}, ${options.join(", ")})`;
  }
  options.push(csvHeader, ...typesOption(source));
  return `read_csv(${path}, ${options.join(", ")})`;
}

function columnAliases({ columnNames }: LoadSource): string {
  if (columnNames === undefined) return "";
  return ` AS source(${columnNames.map(quoteIdentifier).join(", ")})`;
}

function typesOption(source: LoadSource): string[] {
  const entries = Object.entries(source.types ?? {});
  if (entries.length === 0) return [];
  const pairs = entries.map(
    ([name, type]) => `${quoteIdentifier(name)}: ${quoteLiteral(sqlTypeText(type))}`,
  );
  return [`types = {${pairs.join(", ")}}`];
}
