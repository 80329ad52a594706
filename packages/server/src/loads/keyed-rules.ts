import { type Column, sqlTypeText } from "@hotdata/contract";
import type { WrittenFile } from "../engine/engine.ts";
import { badRequest, invalidField, notFound } from "../http/api-error.ts";
import type { KeyedMode, LakeTable, LakeTableName, WritePlan } from "../lake/lake.ts";
import type { TypedSource } from "./typed-source.ts";

/** A load by key, with what is known of its table and its sources. */
export interface KeyedLoad {
  readonly target: LakeTableName;
  readonly mode: KeyedMode;
  readonly key: readonly string[];
  readonly existing: LakeTable | undefined;
  readonly sources: readonly TypedSource[];
}

/**
 * The columns that name a table's rows: the request's, else the declared ones.
 * @throws {ApiError} BAD_REQUEST when there are none.
 */
export function resolveKey(
  target: LakeTableName,
  requested: readonly string[] | undefined,
  declared: readonly string[] | undefined,
): readonly string[] {
  for (const key of [requested, declared]) if (key !== undefined && key.length > 0) return key;
  throw invalidField(
    "key",
    `The table '${target.schema}.${target.table}' has no declared key; name the columns that ` +
      "tell its rows apart in the request's key.",
  );
}

/**
 * Checks that a load by key has its table and all columns it needs.
 * @throws {ApiError} NOT_FOUND without a table to change; BAD_REQUEST naming the column.
 */
export function checkKeyedLoad(load: KeyedLoad): void {
  const { target, mode, existing, key } = load;
  if (existing === undefined && mode !== "upsert") {
    throw notFound(
      `The table '${target.schema}.${target.table}' has no rows to ${mode}: it was never loaded. ` +
        "Load it with mode replace, append or upsert first.",
    );
  }
  for (const name of existing ? key : []) {
    if (findColumn(existing?.columns ?? [], name) === undefined) {
      throw invalidField(
        "key",
        `The table '${target.schema}.${target.table}' has no column '${name}', which the key names.`,
      );
    }
  }
  for (const { columns, source } of load.sources) {
    for (const name of neededColumns(load)) {
      if (findColumn(columns, name) !== undefined) continue;
      const which = load.sources.length > 1 ? ` (${source.label})` : "";
      throw badRequest(`upload is missing column '${name}'${which}`);
    }
    for (const name of key) refuseNested(name, findColumn(columns, name));
  }
}

function neededColumns({ mode, key, existing, sources }: KeyedLoad): readonly string[] {
  switch (mode) {
    case "delete":
      return key;
    case "upsert":
      return [...key, ...(existing?.columns ?? []).map(({ name }) => name)];
    case "update":
      // A column that only some files have would become NULL in the rows of the others.
      return [...key, ...sources.flatMap(({ columns }) => columns.map(({ name }) => name))];
  }
}

function refuseNested(name: string, column: Column | undefined): void {
  if (column === undefined) return;
  const { type } = column;
  const isPlain =
    type.kind === "decimal" ||
    type.kind === "enum" ||
    (type.kind === "scalar" && type.name !== "VARIANT" && type.name !== "GEOMETRY");
  if (isPlain) return;
  throw invalidField(
    "key",
    `Column '${name}' has the type ${sqlTypeText(type)}, whose values cannot be keys.`,
  );
}

/**
 * Refuses rows that would be inserted again by every repetition of the load.
 * @throws {ApiError} BAD_REQUEST naming the column.
 */
export function refuseNullKeys({ keyed }: WritePlan, incoming: readonly WrittenFile[]): void {
  for (const { name, fieldId } of keyed?.key ?? []) {
    let nullCount = 0;
    for (const { statistics } of incoming) {
      nullCount += statistics.find((column) => column.fieldId === fieldId)?.nullCount ?? 0;
    }
    if (nullCount === 0) continue;
    const rows = nullCount === 1 ? "1 row has" : `${nullCount} rows have`;
    throw badRequest(
      `${rows} NULL in the key column '${name}'. A row without a key cannot be told from others: ` +
        "give it one, or load it with mode append.",
    );
  }
}

function findColumn(columns: readonly Column[], name: string): Column | undefined {
  return columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}
