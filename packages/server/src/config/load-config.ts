import type { Setting } from "./setting.ts";
import { SETTINGS } from "./settings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

type ValueOf<S> = S extends Setting<infer Value> ? Value : never;

/** Values of all settings; see docs/configuration.md for their meaning. */
export type Config = { readonly [Name in keyof typeof SETTINGS]: ValueOf<(typeof SETTINGS)[Name]> };

/** Some settings are not acceptable; the message has one line for each. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads every setting from the environment; an empty variable counts as unset.
 * @throws {ConfigError} that names each wrong variable, its value and what is allowed.
 */
export function loadConfig(environment: Environment = process.env): Config {
  const problems: string[] = [];
  const read = <Value>(setting: Setting<Value>): Value => {
    const text = environment[setting.variable];
    if (text === undefined || text === "") return setting.fallback();
    const parsed = setting.schema.safeParse(text);
    if (parsed.success) return parsed.data;
    const shown = setting.isSecret === true ? "(hidden)" : JSON.stringify(text);
    problems.push(`${setting.variable} is ${shown}; it must be ${setting.allowed}`);
    return setting.fallback();
  };
  const config: Config = {
    host: read(SETTINGS.host),
    port: read(SETTINGS.port),
    dataDir: read(SETTINGS.dataDir),
    apiKey: read(SETTINGS.apiKey),
    secretKey: read(SETTINGS.secretKey),
    openaiApiKey: read(SETTINGS.openaiApiKey),
    openaiBaseUrl: read(SETTINGS.openaiBaseUrl),
    openaiModel: read(SETTINGS.openaiModel),
    embeddingHosts: read(SETTINGS.embeddingHosts),
    localModelDir: read(SETTINGS.localModelDir),
    secretKeyOld: read(SETTINGS.secretKeyOld),
    publicUrl: read(SETTINGS.publicUrl),
    apiReference: read(SETTINGS.apiReference),
    metrics: read(SETTINGS.metrics),
    otlpUrl: read(SETTINGS.otlpUrl),
    traceRatio: read(SETTINGS.traceRatio),
    logLevel: read(SETTINGS.logLevel),
    slowQueryMs: read(SETTINGS.slowQueryMs),
    maxJsonBytes: read(SETTINGS.maxJsonBytes),
    maxUploadBytes: read(SETTINGS.maxUploadBytes),
    uploadSessions: read(SETTINGS.uploadSessions),
    urlSources: read(SETTINGS.urlSources),
    connectionHosts: read(SETTINGS.connectionHosts),
    connectionFolders: read(SETTINGS.connectionFolders),
    connectionClients: read(SETTINGS.connectionClients),
    connectionTimeoutSeconds: read(SETTINGS.connectionTimeoutSeconds),
    connectionPartMb: read(SETTINGS.connectionPartMb),
    liveReadMb: read(SETTINGS.liveReadMb),
    engineProcesses: read(SETTINGS.engineProcesses),
    engineMemoryMb: read(SETTINGS.engineMemoryMb),
    engineProcessMemoryMb: read(SETTINGS.engineProcessMemoryMb),
    engineTotalMemoryMb: read(SETTINGS.engineTotalMemoryMb),
    engineThreads: read(SETTINGS.engineThreads),
    engineSpillMb: read(SETTINGS.engineSpillMb),
    searchMemoryMb: read(SETTINGS.searchMemoryMb),
    minFreeDiskMb: read(SETTINGS.minFreeDiskMb),
    dataFileBytes: read(SETTINGS.dataFileBytes),
    maxPartitions: read(SETTINGS.maxPartitions),
    snapshotRetentionHours: read(SETTINGS.snapshotRetentionHours),
    fileGraceMinutes: read(SETTINGS.fileGraceMinutes),
    compactionMinFiles: read(SETTINGS.compactionMinFiles),
    upkeepIntervalSeconds: read(SETTINGS.upkeepIntervalSeconds),
    queryTimeoutMs: read(SETTINGS.queryTimeoutMs),
    maxAsyncAfterMs: read(SETTINGS.maxAsyncAfterMs),
    rateLimitPerMinute: read(SETTINGS.rateLimitPerMinute),
    maxRunningQueries: read(SETTINGS.maxRunningQueries),
    workspaceQueries: read(SETTINGS.workspaceQueries),
    runningStatements: read(SETTINGS.runningStatements),
    workspaceRunningStatements: read(SETTINGS.workspaceRunningStatements),
    resultRetentionHours: read(SETTINGS.resultRetentionHours),
    historyRetentionDays: read(SETTINGS.historyRetentionDays),
    auditRetentionDays: read(SETTINGS.auditRetentionDays),
    jobConcurrency: read(SETTINGS.jobConcurrency),
    workspaceJobConcurrency: read(SETTINGS.workspaceJobConcurrency),
    shutdownTimeoutMs: read(SETTINGS.shutdownTimeoutMs),
  };
  if (problems.length > 0) throw new ConfigError(problems.join("\n"));
  return config;
}
