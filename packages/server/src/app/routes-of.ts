import manifest from "../../package.json" with { type: "json" };
import { auditRoutes } from "../audit/audit-routes.ts";
import { referenceRoutes } from "../api-reference/reference-routes.ts";
import { authRoutes } from "../keys/auth-routes.ts";
import { limitRoutes } from "../limits/limit-routes.ts";
import { connectionTypeRoutes } from "../connection-types/connection-type-routes.ts";
import { connectionRoutes } from "../connections/connection-routes.ts";
import { copyRoutes } from "../connections/copies/copy-routes.ts";
import { databaseContextRoutes } from "../contexts/database-context-routes.ts";
import { workspaceContextRoutes } from "../contexts/workspace-context-routes.ts";
import { attachmentRoutes } from "../databases/attachment-routes.ts";
import { batchRoutes } from "../databases/batch-routes.ts";
import { databaseRoutes } from "../databases/database-routes.ts";
import { structureRoutes } from "../databases/structure/structure-routes.ts";
import { tableRoutes } from "../databases/table-routes.ts";
import { datasetRoutes } from "../datasets/dataset-routes.ts";
import { embeddingProviderRoutes } from "../embedding-providers/embedding-provider-routes.ts";
import { healthRoutes } from "../http/health-routes.ts";
import type { Route } from "../http/route.ts";
import { indexRoutes } from "../indexes/index-routes.ts";
import { informationSchemaRoutes } from "../information-schema/information-schema-routes.ts";
import { keyRoutes } from "../keys/key-routes.ts";
import { loginRoutes } from "../keys/login-routes.ts";
import { scopedTokenRoutes } from "../keys/scoped-token-routes.ts";
import { jobRoutes } from "../jobs/job-routes.ts";
import { loadRoutes } from "../loads/load-routes.ts";
import { queryRoutes } from "../query/query-routes.ts";
import { queryRunRoutes } from "../query/query-run-routes.ts";
import { refreshRoutes } from "../refresh/refresh-routes.ts";
import { resultRoutes } from "../results/result-routes.ts";
import { sandboxRoutes } from "../sandboxes/sandbox-routes.ts";
import { savedQueryRoutes } from "../saved-queries/saved-query-routes.ts";
import { secretRoutes } from "../secrets/secret-routes.ts";
import { storageRoutes } from "../uploads/storage-routes.ts";
import { uploadRoutes } from "../uploads/upload-routes.ts";
import { uploadSessionRoutes } from "../uploads/upload-session-routes.ts";
import { profileRoutes } from "../table-profiles/profile-routes.ts";
import { usageRoutes } from "../usage/usage-routes.ts";
import { snapshotRoutes } from "../upkeep/snapshot-routes.ts";
import { runtimeRoutes } from "../workspaces/runtime-routes.ts";
import { workspaceRoutes } from "../workspaces/workspace-routes.ts";
import type { Services } from "./create-services.ts";

/** Every route of the server. A new resource is one line here. */
export function routesOf(services: Services): Route[] {
  const { queries, runs, runProfiles, results, reader, queryDatabases, sessions } = services;
  const databases = queryDatabases;
  return [
    ...healthRoutes(manifest.version),
    ...(services.swaggerUi === undefined ? [] : referenceRoutes(services.swaggerUi)),
    ...usageRoutes(services),
    ...authRoutes(services),
    ...loginRoutes(),
    ...scopedTokenRoutes(services),
    ...keyRoutes(services),
    ...workspaceRoutes(services),
    ...limitRoutes(services),
    ...connectionTypeRoutes(),
    ...connectionRoutes(services),
    ...copyRoutes(services),
    ...indexRoutes(services),
    ...profileRoutes(services),
    ...runtimeRoutes(services),
    ...workspaceContextRoutes(services.workspaceContexts),
    ...databaseContextRoutes(services),
    ...databaseRoutes(services),
    ...attachmentRoutes(services),
    ...structureRoutes(services),
    ...batchRoutes(services),
    ...snapshotRoutes(services),
    ...tableRoutes(services),
    ...uploadRoutes(services.uploads),
    ...uploadSessionRoutes({ sessions, addresses: services.offeredAddresses }),
    ...storageRoutes(services),
    ...informationSchemaRoutes(services),
    ...loadRoutes(services),
    ...datasetRoutes(services),
    ...refreshRoutes(services),
    ...jobRoutes(services),
    ...queryRoutes({ ...services, databases }),
    ...queryRunRoutes({ queries, runs, runProfiles, databases }),
    ...sandboxRoutes(services.sandboxes),
    ...savedQueryRoutes({ ...services, databases }),
    ...resultRoutes({ results, reader, databases }),
    ...secretRoutes(services.secrets),
    ...embeddingProviderRoutes(services.embeddingProviders),
    ...auditRoutes(services.auditing.audit),
  ];
}
