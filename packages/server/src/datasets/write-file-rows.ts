import type { Column } from "@hotdata/contract";
import type { Engine, LoadSource, ResultColumn, WriteColumn } from "../engine/engine.ts";
import { badRequest, invalidField } from "../http/api-error.ts";
import { ColumnIds, newColumn } from "../lake/columns/planned-column.ts";
import { storedType } from "../lake/columns/stored-type.ts";
import { readAgain } from "../loads/read-again.ts";
import { typedSources } from "../loads/typed-source.ts";
import type { DatasetRows } from "./dataset.ts";

/** Rows that were written, but are not kept yet. */
export interface WrittenRows extends DatasetRows {
  readonly path: string;
}

export interface FileRowsRequest {
  readonly source: LoadSource;
  /** Field of the request that has the columns' types. */
  readonly typesField: string;
  /** Existing folder for the file to be written. */
  readonly dir: string;
}

/**
 * Reads a file as a load would, and writes its rows as a dataset has them.
 * @throws {ApiError} BAD_REQUEST and {@link SqlError} about the file.
 */
export function writeFileRows(
  engine: Engine,
  request: FileRowsRequest,
  signal: AbortSignal,
): Promise<WrittenRows> {
  refuseTypesOfParquet(request);
  return readAgain([request.source], async (sources) => {
    const [typed] = await typedSources(engine, sources, undefined, signal);
    if (typed === undefined) throw new Error("a source was not read");
    refuseUnwritable(request.source, typed.columns);
    checkCoverage(request, typed.columns);
    const files = await engine.writeDataFiles(
      { source: typed.source, columns: writtenColumns(typed.columns), targetDir: request.dir },
      signal,
    );
    const [file, more] = files;
    if (file === undefined) throw badRequest("No data found in the input: it has no rows.");
    if (more !== undefined) throw new Error("the rows of a dataset were spread over several files");
    const { path, rowCount, sizeBytes } = file;
    return { path, rowCount, sizeBytes, columns: typed.columns.map(keptColumn) };
  });
}

function writtenColumns(columns: readonly Column[]): WriteColumn[] {
  const ids = new ColumnIds(1);
  return columns.map(({ name, type }, index) => ({
    ...newColumn({ name: `c${index}`, type: storedType(type) }, ids),
    sourceName: name,
  }));
}

function keptColumn({ name, type }: Column): ResultColumn {
  return { name, type: storedType(type), nullable: true };
}

function refuseTypesOfParquet({ source, typesField }: FileRowsRequest): void {
  if (source.format !== "parquet" || source.types === undefined) return;
  throw invalidField(
    typesField,
    `A Parquet file has types of its own: leave ${typesField} out, or cast in a query.`,
  );
}

/** Names that no statement could write, not even in quotes. */
function refuseUnwritable({ label }: LoadSource, columns: readonly Column[]): void {
  const index = columns.findIndex(({ name }) => name === "" || name.includes("\0"));
  if (index === -1) return;
  throw badRequest(
    `${label}: the name of column ${index + 1} is empty or has a NUL character in it. Give it ` +
      "another name.",
  );
}

/** Given types name all columns or none. */
function checkCoverage({ source, typesField }: FileRowsRequest, columns: readonly Column[]): void {
  if (source.types === undefined) return;
  const given = new Set(Object.keys(source.types).map((name) => name.toLowerCase()));
  const found = new Set(columns.map(({ name }) => name.toLowerCase()));
  const untyped = columns.filter(({ name }) => !given.has(name.toLowerCase()));
  const absent = Object.keys(source.types).filter((name) => !found.has(name.toLowerCase()));
  const problems = [
    ...(untyped.length > 0 ? [`it lacks ${quoted(untyped.map(({ name }) => name))}`] : []),
    ...(absent.length > 0 ? [`the data has no ${quoted(absent)}`] : []),
  ];
  if (problems.length === 0) return;
  throw invalidField(
    typesField,
    `${typesField} must name every column of the data and no other: ${problems.join("; ")}.`,
  );
}

function quoted(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(", ");
}
