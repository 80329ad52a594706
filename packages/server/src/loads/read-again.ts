import { type LoadSource, SqlError } from "../engine/engine.ts";

/** Types guessed from a sample can turn out wrong further down: then all rows are looked at. */
export async function readAgain<T>(
  sources: readonly LoadSource[],
  read: (sources: readonly LoadSource[]) => Promise<T>,
): Promise<T> {
  try {
    return await read(sources);
  } catch (error) {
    const canLookAgain = sources.some(({ format, fullScan }) => format !== "parquet" && !fullScan);
    if (!(error instanceof SqlError) || !canLookAgain) throw error;
    return read(sources.map((source) => ({ ...source, fullScan: true })));
  }
}
