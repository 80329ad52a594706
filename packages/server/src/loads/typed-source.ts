import type { Column, ColumnType } from "@hotdata/contract";
import type { Engine, LoadSource } from "../engine/engine.ts";
import { widenScalar } from "../lake/columns/widen-scalar.ts";
import type { LakeTable } from "../lake/lake.ts";
import { sourceColumns } from "./load-columns.ts";

/** A source with the columns it brings, in the types it is read with. */
export interface TypedSource {
  readonly source: LoadSource;
  readonly columns: readonly Column[];
}

/** Finds out what each source of a load has. */
export async function typedSources(
  engine: Engine,
  sources: readonly LoadSource[],
  existing: LakeTable | undefined,
  signal: AbortSignal,
): Promise<readonly TypedSource[]> {
  const typed: TypedSource[] = [];
  for (const source of sources) {
    const described = await engine.inspectSource(source, signal);
    const { columns, readTypes } = sourceColumns(described.columns, source, existing);
    const { layout } = described;
    const types = { ...source.types, ...readTypes };
    const found = layout === undefined ? {} : { layout };
    typed.push({ source: { ...source, ...found, types }, columns });
  }
  return typed.length > 1 ? withCommonTypes(withKnownTypes(typed)) : typed;
}

/** A column that has no values in one CSV file is what it is in the others. */
function withKnownTypes(sources: readonly TypedSource[]): readonly TypedSource[] {
  const known = new Map<string, ColumnType>();
  for (const { source, columns } of sources) {
    for (const { name, type } of columns) {
      const isPlain = type.kind === "scalar" || type.kind === "decimal";
      if (!isPlain || hasNoValues(source, name) || known.has(name.toLowerCase())) continue;
      known.set(name.toLowerCase(), type);
    }
  }
  return sources.map(({ source, columns }) => {
    const types: Record<string, ColumnType> = { ...source.types };
    const filled = columns.map((column) => {
      const type = hasNoValues(source, column.name)
        ? known.get(column.name.toLowerCase())
        : undefined;
      if (type === undefined || types[column.name] !== undefined) return column;
      types[column.name] = type;
      return { name: column.name, type };
    });
    return { source: { ...source, types }, columns: filled };
  });
}

function hasNoValues({ layout }: LoadSource, name: string): boolean {
  if (layout?.kind !== "csv") return false;
  return layout.columns.some((column) => column.name === name && column.readAs.as === "nothing");
}

/**
 * Types in CSV files are guesses: a column whose guesses in several files have no type in common is
 * text in all of them.
 */
function withCommonTypes(sources: readonly TypedSource[]): readonly TypedSource[] {
  const texts = sources.filter(({ source }) => source.format === "csv");
  const columns = Map.groupBy(
    texts.flatMap(({ columns }) => columns),
    ({ name }) => name.toLowerCase(),
  );
  const mixed = new Set([...columns].filter(([, found]) => isMixed(found)).map(([name]) => name));
  if (mixed.size === 0) return sources;
  return sources.map((typed) => (typed.source.format === "csv" ? asText(typed, mixed) : typed));
}

function isMixed([first, ...others]: readonly Column[]): boolean {
  return others.some(
    ({ type }) =>
      first !== undefined &&
      JSON.stringify(type) !== JSON.stringify(first.type) &&
      widenScalar(first.type, type) === undefined,
  );
}

function asText({ source, columns }: TypedSource, names: ReadonlySet<string>): TypedSource {
  const type = { kind: "scalar", name: "VARCHAR" } as const;
  const isText = ({ name }: Column): boolean => names.has(name.toLowerCase());
  const types = Object.fromEntries(columns.filter(isText).map(({ name }) => [name, type]));
  return {
    source: { ...source, types: { ...source.types, ...types } },
    columns: columns.map((column) => (isText(column) ? { name: column.name, type } : column)),
  };
}
