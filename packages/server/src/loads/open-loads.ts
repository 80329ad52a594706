import { join } from "node:path";
import type { JobService } from "../jobs/job-service.ts";
import type { Lake } from "../lake/lake.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { ResultSources } from "../results/result-sources.ts";
import type { Admission } from "../admission/admission.ts";
import { KeptData } from "./kept-data.ts";
import { type LoadDatabases, LoadExecution, type LoadSpace } from "./load-execution.ts";
import { LoadInputs, type LoadUploads } from "./load-input.ts";
import { LoadLedger, type LoadUploadClaims } from "./load-ledger.ts";
import { LoadService } from "./load-service.ts";
import type { LoadStore } from "./load-store.ts";
import type { RejectReports } from "./reject-reports.ts";
import type { TableWriter } from "./table-writer.ts";
import type { Pausable } from "../concurrency/pausable.ts";
import { WriteGate } from "../concurrency/write-gate.ts";

export interface LoadParts {
  readonly metastore: Metastore;
  readonly lake: Lake;
  readonly writer: TableWriter;
  readonly databases: LoadDatabases;
  readonly uploads: LoadUploads & LoadUploadClaims;
  readonly results: ResultSources;
  readonly jobs: JobService;
  readonly store: LoadStore;
  readonly space: LoadSpace;
  readonly rejects: RejectReports;
  readonly dataDir: string;
  readonly removals: Pausable;
  readonly admission: Pick<Admission, "enter">;
}

export function openLoads(parts: LoadParts): LoadService {
  const { metastore, lake, writer, databases, uploads, results, jobs, store, space, dataDir } =
    parts;
  const { rejects, removals, admission } = parts;
  // Below the uploads, where engines may read; no upload has a name with a dot.
  const inlineDir = join(dataDir, "uploads", ".inline");
  const inputs = new LoadInputs({ uploads, results, inlineDir });
  return new LoadService({
    execution: new LoadExecution({ lake, writer, databases, inputs, space, rejects }),
    ledger: new LoadLedger({ metastore, store, uploads }),
    inputs,
    store,
    kept: new KeptData(join(dataDir, "loads"), removals),
    jobs,
    jobTurns: new WriteGate(),
    admission,
  });
}
