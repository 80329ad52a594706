import type { App } from "../app.ts";
import type { BegunStores } from "./begin-stores.ts";
import { BackupChannel } from "../backup/backup-channel.ts";
import type { Config } from "../config/load-config.ts";
import { shuttingDown } from "../http/api-error.ts";
import { logLostProcesses } from "../engine/pool/log-lost-processes.ts";
import { closeHttpServer } from "../http/close-http-server.ts";
import { startCopySchedule } from "../connections/copies/start-copy-schedule.ts";
import { createHttpServer } from "../http/create-http-server.ts";
import { registerRoutes } from "../http/register-routes.ts";
import { givenKeyText } from "../start-text.ts";
import { startUpkeep } from "../upkeep/start-upkeep.ts";
import { jobHandlersOf, startSweep } from "./background-work.ts";
import { createServices } from "./create-services.ts";
import { openStores } from "./open-stores.ts";
import { addGauges } from "./gauges.ts";
import { routesOf } from "./routes-of.ts";
import { probesOf } from "./probes.ts";
import { probeRoutes } from "../telemetry/probe-routes.ts";
import { metricsRoutes } from "../telemetry/metrics-routes.ts";
import { openTelemetry } from "../telemetry/open-telemetry.ts";

/** Longest time that a JSON body may take to arrive. */
const JSON_BODY_TIMEOUT_MS = 60_000;
/** Longest silence of a client that should be sending or reading. */
const STALL_TIMEOUT_MS = 60_000;

/** Opens the rest of the server on stores that were begun, and listens. */
export async function assembleApp(
  config: Config,
  begun: BegunStores,
  opened: AsyncDisposableStack,
): Promise<Omit<App, "close">> {
  const { telemetry, metrics, closeTelemetry } = await openTelemetry(config);
  opened.defer(closeTelemetry);
  const stores = await openStores(config, begun, opened);
  // It listens last; its logger is everybody's.
  const http = await createHttpServer({
    logger: { level: config.logLevel, stream: process.stderr },
    stallTimeoutMs: STALL_TIMEOUT_MS,
    telemetry,
  });
  const services = await createServices(config, stores, { telemetry, log: http.log });
  opened.defer(() => services.syncedProfiles.close());
  opened.defer(() => services.copies.close());
  opened.defer(() => services.queries.close());
  opened.defer(() => services.jobRunner.close());
  logLostProcesses("engine", stores.engine, http.log);
  logLostProcesses("search", stores.search, http.log);
  logLostProcesses("connector", stores.connectors, http.log);
  if (stores.keyProblem !== undefined) http.log.error(stores.keyProblem);
  await services.jobRunner.start(jobHandlersOf(services), http.log);
  const { indexRefresher } = services;
  opened.defer(() => indexRefresher.close());
  stores.lake.onChanged((databaseId) => indexRefresher.changed(databaseId));
  await indexRefresher.start();
  const onMerged = (databaseId: string): void => indexRefresher.changed(databaseId);
  const upkeep = await startUpkeep(config, { ...stores, ...services, onMerged }, http.log);
  opened.defer(() => upkeep.close());
  const sweep = startSweep(services, http.log);
  opened.defer(() => sweep.close());
  const copying = startCopySchedule({ ...stores, ...services, log: http.log });
  opened.defer(() => copying.close());
  const backups = await BackupChannel.open({ dataDir: config.dataDir, ...stores, log: http.log });
  opened.defer(() => backups.close());
  const shutdown = new AbortController();
  opened.defer(() =>
    closeHttpServer(http, {
      timeoutMs: config.shutdownTimeoutMs,
      abortRunning: () => shutdown.abort(shuttingDown()),
    }),
  );

  const parts = { ...stores, ...services };
  const watching = probeRoutes(probesOf(parts));
  if (metrics !== undefined) {
    addGauges(metrics, parts);
    watching.push(...metricsRoutes(metrics));
  }
  registerRoutes(http, [...routesOf(services), ...watching], {
    authenticator: services.authenticator,
    bodyLimits: { maxBytes: config.maxJsonBytes, timeoutMs: JSON_BODY_TIMEOUT_MS },
    publicUrl: config.publicUrl,
    shutdownSignal: shutdown.signal,
    auditLog: services.auditing.audit,
    telemetry,
  });
  await stores.engine.started();
  const address = await http.listen({ host: config.host, port: config.port });
  // Only now: a key that is made is shown by this start or never.
  const { workspaces, keys } = services;
  const { workspace, isNew: isFirstStart } = await workspaces.ensureDefault();
  const { createdKey, givenKeyIs } = await keys.ensureKey(config.apiKey);
  if (givenKeyIs !== undefined) http.log.warn(givenKeyText(givenKeyIs));
  return { address, workspaceId: workspace.id, isFirstStart, createdKey, keys };
}
