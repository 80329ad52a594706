import { type Column, sqlTypeText } from "@hotdata/contract";
import { SourceError } from "../../connectors/source-error.ts";
import type { Engine, LoadSource } from "../../engine/engine.ts";
import { isSameName, isSameType } from "../../lake/columns/planned-column.ts";
import { storedType } from "../../lake/columns/stored-type.ts";
import { widenScalar } from "../../lake/columns/widen-scalar.ts";
import { type TypedSource, typedSources } from "../../loads/typed-source.ts";

export interface CopySource {
  readonly source: LoadSource;
  /** The columns of the copy. */
  readonly columns: readonly Column[];
}

/** What of a source's rows goes into which column of the copy. */
export async function typedCopySource(
  engine: Engine,
  { source, columns }: CopySource,
  signal: AbortSignal,
): Promise<TypedSource> {
  if (source.format === "rows") return { source, columns };
  const known = { schema: "", table: "", columns, rowCount: 0, sizeBytes: 0, lastChangedAt: NEVER };
  const [typed] = await typedSources(engine, [source], known, signal);
  if (typed === undefined) throw new Error("a source was not read");
  for (const { name, type } of typed.columns) {
    const wanted = columns.find((column) => isSameName(column.name, name));
    if (wanted !== undefined && !canHold(wanted, storedType(type))) {
      throw new SourceError(
        "changed",
        `Column "${name}" of ${source.label} is ${sqlTypeText(type)}, where ` +
          `${sqlTypeText(wanted.type)} was discovered; discover the connection's tables again.`,
      );
    }
  }
  return withConstants(typed, columns);
}

/** Columns that the file itself lacks have their values from the source. */
function withConstants(typed: TypedSource, columns: readonly Column[]): TypedSource {
  const given = Object.keys(typed.source.constants ?? {});
  const constant = given.flatMap((name) => {
    const column = columns.find((one) => isSameName(one.name, name));
    return column === undefined ? [] : [{ name, type: column.type }];
  });
  return { ...typed, columns: [...typed.columns, ...constant] };
}

const NEVER = new Date(0);

/** Whether every value of the other type stays what it is in the column. */
function canHold({ type }: Column, other: Column["type"]): boolean {
  const wanted = storedType(type);
  if (isSameType(wanted, other) || (other.kind === "scalar" && other.name === "NULL")) return true;
  const widened = widenScalar(wanted, other);
  return widened !== undefined && widened.proof === undefined && isSameType(widened.type, wanted);
}
