import { join } from "node:path";
import type { CompatCase } from "./compat-cases.ts";

/** A package built on the Python client, with the scenarios of its folder in `python/packages`. */
export interface CompatPackage {
  readonly name: string;
  readonly scenarios: readonly CompatCase[];
}

/** Holds a package's pinned requirements, its scenarios, and what they share. */
export function packageFolder(name: string): string {
  return join(import.meta.dirname, "python", "packages", name);
}

const framework: CompatPackage = {
  name: "hotdata-framework",
  scenarios: [
    { id: "settings-from-environment", title: "Host, key and workspace found in the environment" },
    { id: "parquet-to-pandas", title: "A Parquet file loaded, queried into pandas, dropped" },
    { id: "loads-by-key", title: "Append, upsert, update and delete by key" },
    { id: "layout-of-tables", title: "Partitions and sort order declared and read back" },
    { id: "managed-client", title: "The adapters' client: Arrow out as it went in" },
    { id: "errors-say-why", title: "What went wrong reaches the user" },
  ],
};

const ibis: CompatPackage = {
  name: "hotdata-ibis",
  scenarios: [
    { id: "tables-and-schemas", title: "Tables made, described, replaced and dropped" },
    { id: "to-arrow-and-pandas", title: "Nine types to Arrow, record batches and pandas" },
    { id: "expressions", title: "18 expressions: filters, groups, joins, windows, dates, text" },
    { id: "sql-and-errors", title: "SQL by hand, background queries, long answers, a URL, errors" },
  ],
};

const dlt: CompatPackage = {
  name: "hotdata-dlt-destination",
  scenarios: [
    { id: "replace", title: "Replace: ten types, then other rows" },
    { id: "append", title: "Append: orders with their lines in a child table" },
    { id: "merge", title: "Merge by two columns, hard delete, insert-only" },
    { id: "schema-change", title: "New columns, another type, a new child table" },
    { id: "state-restored", title: "State restored by a process that knows nothing" },
    { id: "layout-and-parallel", title: "Ten tables at once, one partitioned and sorted" },
    { id: "first-run", title: "A first run makes the database; one that is gone is named" },
    { id: "reads", title: "Datasets: counts, frames, batches, SQL, ibis" },
    { id: "as-source", title: "As a source: a table and a query copied in batches" },
  ],
};

const dbt: CompatPackage = {
  name: "dbt-hotdata",
  scenarios: [
    { id: "seed", title: "debug; seeds with types, loaded again" },
    { id: "tables-and-tests", title: "build: tables, dates, tests that pass, warn and fail" },
    { id: "incremental-append", title: "Incremental model: append, full refresh" },
    { id: "incremental-merge", title: "Incremental model: merge by key, a new column" },
    { id: "docs-and-freshness", title: "docs generate, source freshness, show" },
  ],
};

const langchain: CompatPackage = {
  name: "hotdata-langchain",
  scenarios: [
    { id: "databases-and-loads", title: "Tools: databases created, files loaded and merged" },
    { id: "sql-for-agents", title: "Tools: SQL, capped rows, errors for the model" },
    { id: "tables-described", title: "Tools: tables and columns with counts" },
    {
      id: "vector-store",
      title: "Vector store with and without an index: three distances, filters",
    },
    { id: "search-tools", title: "Tools: search by words, by meaning, by both" },
  ],
};

export const compatPackages: readonly CompatPackage[] = [framework, ibis, dlt, dbt, langchain];
