import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { runProcess } from "../../compat/run-process.ts";

const LIMIT_MS = 300_000;

/**
 * Writes TPC-H's eight tables at a scale factor as Parquet files, with the `tpchgen-cli` beside the
 * given Python program; returns their paths.
 */
export async function generateTpchTables(
  python: string,
  folder: string,
  scale: number,
): Promise<string[]> {
  const program = join(python, "../tpchgen-cli");
  await runProcess(program, ["parquet", "-s", String(scale), "--output-dir", folder], {
    timeoutMs: LIMIT_MS,
  });
  const names = await readdir(folder);
  const files = names.filter((name) => name.endsWith(".parquet")).toSorted();
  if (files.length !== 8) throw new Error(`tpchgen-cli wrote ${files.join(", ")}`);
  return files.map((name) => join(folder, name));
}
