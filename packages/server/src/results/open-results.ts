import type { Config } from "../config/load-config.ts";
import type { Engine } from "../engine/engine.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { Admission } from "../admission/admission.ts";
import type { ArrowReader } from "./arrow/arrow-reader.ts";
import { ResultContent } from "./result-content.ts";
import type { ResultFiles } from "./result-files.ts";
import { ResultReader } from "./result-reader.ts";
import { ResultSources } from "./result-sources.ts";
import { ResultStore } from "./result-store.ts";
import { SmallResults } from "./small-results.ts";

export interface ResultParts {
  readonly metastore: Metastore;
  readonly engine: Engine;
  readonly arrow: ArrowReader;
  readonly files: ResultFiles;
  readonly config: Pick<Config, "resultRetentionHours">;
  /** Of results that are read as text. */
  readonly admission: Admission;
}

const HOUR_MS = 3_600_000;

/** Stored results: reading them, reading from them, and letting them go. */
export function openResults({ config, ...parts }: ResultParts) {
  const { metastore, engine, files } = parts;
  const { resultRetentionHours: hours } = config;
  const results = new ResultStore(metastore, hours === 0 ? undefined : hours * HOUR_MS);
  const small = new SmallResults(engine, results, files);
  return {
    results,
    resultContent: new ResultContent(engine, results, files),
    resultSources: new ResultSources(results, files, small),
    reader: new ResultReader({ ...parts, results, small }),
  };
}
