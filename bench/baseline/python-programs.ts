import { join } from "node:path";
import {
  ensurePinnedEnvironment,
  hasPinnedEnvironment,
} from "../../test/compat/python-environment.ts";
import type { Bench } from "../bench.ts";

export interface PythonEnvironment {
  /** Its folder under `.cache/venvs`. */
  readonly name: string;
  readonly requirements: string;
}

const REQUIREMENTS = join(import.meta.dirname, "requirements");

export const ROAPI: PythonEnvironment = {
  name: "roapi",
  requirements: join(REQUIREMENTS, "roapi.txt"),
};
export const CHDB: PythonEnvironment = {
  name: "chdb",
  requirements: join(REQUIREMENTS, "chdb.txt"),
};
export const SEARCH_PEERS: PythonEnvironment = {
  name: "search-peers",
  requirements: join(REQUIREMENTS, "search.txt"),
};
/** DuckDB's own connectors to PostgreSQL and MySQL, which it downloads otherwise. */
export const SCANNERS: PythonEnvironment = {
  name: "duckdb-scanners",
  requirements: join(REQUIREMENTS, "scanners.txt"),
};
/** The same as the corpora use. */
export const TPCHGEN: PythonEnvironment = {
  name: "tpchgen",
  requirements: join(import.meta.dirname, "../../test/corpora/tpch/requirements.txt"),
};

/**
 * The Python program of an environment, which is made when the scale installs what is missing.
 * Undefined, and said in a line, where it cannot be had: a suite then goes on without.
 */
export async function findPython(
  { scale, report }: Bench,
  { name, requirements }: PythonEnvironment,
): Promise<string | undefined> {
  try {
    if (scale.installs || (await hasPinnedEnvironment(name, requirements))) {
      return await ensurePinnedEnvironment(name, requirements);
    }
    report(`without ${name}: it is not installed, and this scale installs nothing`);
  } catch (error) {
    report(`without ${name}: ${String(error).split("\n").slice(0, 3).join(" ")}`);
  }
  return undefined;
}
