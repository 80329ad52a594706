import { batchCase } from "./cases/batches.ts";
import { connectionCase, connectionTypeCase, copyCase, indexCase } from "./cases/connections.ts";
import { databaseCase } from "./cases/databases.ts";
import { datasetCase } from "./cases/datasets.ts";
import { queryCase } from "./cases/queries.ts";
import { resultCase } from "./cases/results.ts";
import { sandboxCase } from "./cases/sandboxes.ts";
import { savedQueryCase } from "./cases/saved-queries.ts";
import { embeddingProviderCase, secretCase } from "./cases/secrets.ts";
import { informationSchemaCase, jobCase, tableCase } from "./cases/tables.ts";
import { tokenCase } from "./cases/tokens.ts";
import { uploadCase } from "./cases/uploads.ts";
import { workspaceContextCase } from "./cases/workspace-contexts.ts";
import { workspaceCase } from "./cases/workspaces.ts";
import type { ConformanceCase } from "./world.ts";

/** Every case; a new one is one line here. */
export const allCases: readonly ConformanceCase[] = [
  tokenCase,
  databaseCase,
  batchCase,
  tableCase,
  jobCase,
  informationSchemaCase,
  uploadCase,
  queryCase,
  resultCase,
  savedQueryCase,
  sandboxCase,
  workspaceContextCase,
  secretCase,
  embeddingProviderCase,
  datasetCase,
  connectionTypeCase,
  connectionCase,
  copyCase,
  indexCase,
  workspaceCase,
];
