import type { KeyObject } from "node:crypto";
import { availableParallelism, totalmem } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { keyText } from "./key-text.ts";
import { type Setting, type WholeNumberRange, baseUrl, wholeNumber } from "./setting.ts";
import { folderList } from "./folder-list.ts";
import { hostList, type UrlSources, urlSources } from "./url-sources.ts";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const GIBIBYTE = 1_024 ** 3;
const MAX_WAIT_MS = 2 ** 31 - 1;
const RUNNING_STATEMENTS = Math.max(4, 2 * availableParallelism());

/** Every setting of the server, in the order of docs/configuration.md. */
export const SETTINGS = {
  host: {
    variable: "HOTDATA_HOST",
    description:
      "Address to listen on. The default is reachable from this machine only; `0.0.0.0` or `::` listens on every network.",
    allowed: "a host name or IP address of this machine",
    schema: z.string().regex(/^[A-Za-z0-9._:%-]+$/),
    fallback: () => "127.0.0.1",
  } satisfies Setting<string>,
  port: number({
    variable: "HOTDATA_PORT",
    description: "TCP port to listen on; 0 takes a free one, which the first output line names.",
    range: { min: 0, max: 65_535 },
    fallback: 3_000,
  }),
  dataDir: {
    variable: "HOTDATA_DATA_DIR",
    description:
      "Folder of everything the server keeps. It is made when missing; one server at a time can use it.",
    allowed: "the path of a folder",
    schema: z.string().transform((path) => resolve(path)),
    fallback: () => resolve(".hotdata"),
    fallbackText: "`./.hotdata`",
  } satisfies Setting<string>,
  apiKey: {
    variable: "HOTDATA_API_KEY",
    description:
      "An API key to accept, with access to every workspace of the server. Without it, one is made at the first start and shown once. Only its hash is stored.",
    allowed: "8 to 512 printable ASCII characters without spaces, not beginning with `eyJ`",
    schema: z.string().regex(/^(?!eyJ)[\x21-\x7e]{8,512}$/),
    fallback: () => undefined,
    fallbackText: "made at the first start",
    isSecret: true,
  } satisfies Setting<string | undefined>,
  secretKey: {
    variable: "HOTDATA_SECRET_KEY",
    description:
      "The key that stored secrets are encrypted with: 32 random bytes in base64, e.g. from `openssl rand -base64 32`. Without it, one is made at the first start and kept in the file `secret.key` of the data folder. See docs/secrets.md before changing it.",
    allowed: "32 bytes in base64, 44 characters",
    schema: keyText,
    fallback: () => undefined,
    fallbackText: "the file `secret.key` in the data folder",
    isSecret: true,
  } satisfies Setting<KeyObject | undefined>,
  secretKeyOld: {
    variable: "HOTDATA_SECRET_KEY_OLD",
    description:
      "The key before a change, read by `npm run secrets -- rotate` only, where the key file does not hold it.",
    allowed: "32 bytes in base64, 44 characters",
    schema: keyText,
    fallback: () => undefined,
    fallbackText: "the file `secret.key` in the data folder",
    isSecret: true,
  } satisfies Setting<KeyObject | undefined>,
  openaiApiKey: {
    variable: "HOTDATA_OPENAI_API_KEY",
    description:
      "The key of the embedding provider `sys_emb_openai`, which every workspace has. It is not stored.",
    allowed: "8 to 512 printable ASCII characters without spaces",
    schema: z.string().regex(/^[\x21-\x7e]{8,512}$/),
    fallback: () => undefined,
    fallbackText: "none",
    isSecret: true,
  } satisfies Setting<string | undefined>,
  openaiBaseUrl: {
    variable: "HOTDATA_OPENAI_BASE_URL",
    description:
      "The service of the embedding provider `sys_emb_openai`: any that answers `POST <address>/embeddings` as OpenAI does. It may be inside the own network.",
    allowed: "an http or https address without query or fragment",
    schema: baseUrl,
    fallback: () => undefined,
    fallbackText: "`https://api.openai.com/v1`",
  } satisfies Setting<string | undefined>,
  openaiModel: {
    variable: "HOTDATA_OPENAI_MODEL",
    description: "The model that the embedding provider `sys_emb_openai` asks for.",
    allowed: "the name of a model, 1 to 200 characters without spaces",
    schema: z.string().regex(/^[\x21-\x7e]{1,200}$/),
    fallback: () => "text-embedding-3-small",
  } satisfies Setting<string>,
  embeddingHosts: {
    variable: "HOTDATA_EMBEDDING_HOSTS",
    description:
      "Hosts inside the own network that embedding providers of workspaces may use beside the public internet: host names, IP addresses and ranges as they stand in `base_url`, separated by commas, such as `models.internal,10.1.0.0/16`.",
    allowed: "host names, IP addresses and ranges such as 10.0.0.0/8, separated by commas",
    schema: hostList,
    fallback: () => [],
    fallbackText: "the public internet only",
  } satisfies Setting<readonly string[]>,
  localModelDir: {
    variable: "HOTDATA_LOCAL_MODEL_DIR",
    description:
      "Folder of a sentence-embedding model (`model.onnx` and `tokenizer.json`) that makes vectors on this machine, for embedding providers of the type `local` and for `sys_emb_openai` where no service is set. It needs the package `hotdata-local-embeddings`.",
    allowed: "the path of a folder",
    schema: z.string().transform((path) => resolve(path)),
    fallback: () => undefined,
    fallbackText: "none",
  } satisfies Setting<string | undefined>,
  publicUrl: {
    variable: "HOTDATA_PUBLIC_URL",
    description:
      "Address under which clients reach the server, when it stands behind a proxy. Upload addresses begin with it.",
    allowed: "an http:// or https:// address without query",
    schema: baseUrl,
    fallback: () => undefined,
    fallbackText: "the address that the client used",
  } satisfies Setting<string | undefined>,
  apiReference: {
    variable: "HOTDATA_API_REFERENCE",
    description:
      "Whether `/docs` and `/openapi.json` show the API. They need no key and tell nothing about what is stored.",
    allowed: "on or off",
    schema: z.enum(["on", "off"]),
    fallback: () => "on",
  } satisfies Setting<"on" | "off">,
  metrics: {
    variable: "HOTDATA_METRICS",
    description:
      "Whether `/metrics` tells Prometheus how much the server does. It needs no key and names no workspace.",
    allowed: "on or off",
    schema: z.enum(["on", "off"]),
    fallback: () => "on",
  } satisfies Setting<"on" | "off">,
  otlpUrl: {
    variable: "HOTDATA_OTLP_URL",
    description:
      "Address of an OpenTelemetry collector that takes OTLP over HTTP, such as `http://127.0.0.1:4318`; traces of requests are sent there.",
    allowed: "an http:// or https:// address without query",
    schema: baseUrl,
    fallback: () => undefined,
    fallbackText: "no traces",
  } satisfies Setting<string | undefined>,
  traceRatio: {
    variable: "HOTDATA_TRACE_RATIO",
    description:
      "Share of the requests that are traced, where the caller's `traceparent` does not decide.",
    allowed: "a number from 0 to 1",
    schema: z
      .string()
      .regex(/^(0|1|0?\.\d{1,9}|1\.0+)$/)
      .transform(Number),
    fallback: () => 1,
  } satisfies Setting<number>,
  logLevel: {
    variable: "HOTDATA_LOG_LEVEL",
    description: "Least important level of log lines that are written. They go to stderr as JSON.",
    allowed: `one of ${LOG_LEVELS.join(", ")}`,
    schema: z.enum(LOG_LEVELS),
    fallback: () => "info",
  } satisfies Setting<(typeof LOG_LEVELS)[number]>,
  slowQueryMs: number({
    variable: "HOTDATA_SLOW_QUERY_MS",
    description:
      "A query that takes longer, in milliseconds, leaves a line in the log, without its SQL. 0: none does.",
    range: { min: 0, max: MAX_WAIT_MS },
    fallback: 1_000,
  }),
  maxJsonBytes: number({
    variable: "HOTDATA_MAX_JSON_BYTES",
    description:
      "Largest JSON request body. Loads with inline `data` have a limit of their own, 2 MiB before JSON escapes.",
    range: { min: 65_536, max: GIBIBYTE },
    fallback: 16 * 1_024 ** 2,
  }),
  maxUploadBytes: number({
    variable: "HOTDATA_MAX_UPLOAD_BYTES",
    description: "Largest file that can be uploaded.",
    range: { min: 1, max: 10_000 * GIBIBYTE },
    fallback: 20 * GIBIBYTE,
  }),
  uploadSessions: {
    variable: "HOTDATA_UPLOAD_SESSIONS",
    description:
      "Whether `POST /v1/uploads` hands out addresses for direct uploads. `off` answers 501 `PRESIGN_UNSUPPORTED`, for servers whose clients cannot reach such addresses: they send files to `POST /v1/files`.",
    allowed: "on or off",
    schema: z.enum(["on", "off"]),
    fallback: () => "on",
  } satisfies Setting<"on" | "off">,
  urlSources: {
    variable: "HOTDATA_URL_SOURCES",
    description:
      "Where datasets may be fetched from beside the public internet: host names, IP addresses and ranges, separated by commas, such as `files.internal,10.1.0.0/16`. `off` fetches nothing at all.",
    allowed:
      "`off`, or host names, IP addresses and ranges such as 10.0.0.0/8, separated by commas",
    schema: urlSources,
    fallback: () => [],
    fallbackText: "the public internet only",
  } satisfies Setting<UrlSources>,
  connectionHosts: {
    variable: "HOTDATA_CONNECTION_HOSTS",
    description:
      "Hosts that connections may reach beside the public internet: host names, IP addresses and ranges, separated by commas, such as `db.internal,10.1.0.0/16`. `off` reaches no host at all.",
    allowed:
      "`off`, or host names, IP addresses and ranges such as 10.0.0.0/8, separated by commas",
    schema: urlSources,
    fallback: () => [],
    fallbackText: "the public internet only",
  } satisfies Setting<UrlSources>,
  connectionFolders: {
    variable: "HOTDATA_CONNECTION_FOLDERS",
    description:
      "Folders of this machine whose database files connections may read, with all that is below them: absolute paths, separated by commas.",
    allowed: "absolute paths, separated by commas",
    schema: folderList,
    fallback: () => [],
    fallbackText: "none",
  } satisfies Setting<readonly string[]>,
  connectionClients: number({
    variable: "HOTDATA_CONNECTION_CLIENTS",
    description:
      "Sessions that the server has with one source at a time; what needs more waits for its turn.",
    range: { min: 1, max: 1_000 },
    fallback: 4,
  }),
  connectionTimeoutSeconds: number({
    variable: "HOTDATA_CONNECTION_TIMEOUT_SECONDS",
    description:
      "Longest time in seconds that a source may be silent, and that one statement runs at a database server. Copies of tables may take longer, as long as rows keep coming.",
    range: { min: 1, max: 86_400 },
    fallback: 600,
  }),
  connectionPartMb: number({
    variable: "HOTDATA_CONNECTION_PART_MB",
    description:
      "Size in MiB at the source of the parts in which large tables are copied, where the source can tell whether a part is still the same. A copy that was cut goes on after its last part.",
    range: { min: 1, max: 16 * 1_024 },
    fallback: 128,
  }),
  liveReadMb: number({
    variable: "HOTDATA_LIVE_READ_MB",
    description:
      "What one query may take from a source in MiB for each table that it reads live; beyond it the query fails and says so.",
    range: { min: 1, max: 16 * 1_024 ** 2 },
    fallback: 1_024,
  }),
  engineProcesses: number({
    variable: "HOTDATA_ENGINE_PROCESSES",
    description:
      "Processes that run SQL at most; one is always up, the others while there is work for them. A database stays with one of them while others do not keep it busy. Half of them are for statements of busy workspaces, which stand back for the processor.",
    range: { min: 1, max: 64 },
    fallback: 4,
  }),
  engineMemoryMb: number({
    variable: "HOTDATA_ENGINE_MEMORY_MB",
    description:
      "Memory in MiB that the statements of one database may use at a time; beyond it they spill to disk.",
    range: { min: 64, max: 16 * 1_024 ** 2 },
    fallback: Math.max(256, Math.floor(totalmem() / 1_024 ** 2 / 4)),
    fallbackText: "a quarter of the machine's memory, at least 256",
  }),
  engineProcessMemoryMb: optionalNumber({
    variable: "HOTDATA_ENGINE_PROCESS_MEMORY_MB",
    description:
      "Memory in MiB that one engine process may hold (Linux). From three quarters of it on, unused warm databases are closed; beyond it the process is ended, and what it worked on fails with `ENGINE_LOST` or, when it was alone, `RESOURCE_EXHAUSTED`.",
    range: { min: 256, max: 16 * 1_024 ** 2 },
    fallbackText:
      "half of the machine's memory, and at least a quarter more than `HOTDATA_ENGINE_MEMORY_MB` and 512",
  }),
  engineTotalMemoryMb: optionalNumber({
    variable: "HOTDATA_ENGINE_TOTAL_MEMORY_MB",
    description:
      "Memory in MiB that all engine processes together may hold (Linux); beyond it the largest one is ended.",
    range: { min: 256, max: 16 * 1_024 ** 2 },
    fallbackText: "three quarters of the machine's memory, and at least what one process may hold",
  }),
  engineThreads: number({
    variable: "HOTDATA_ENGINE_THREADS",
    description: "Threads that one statement may use.",
    range: { min: 1, max: 1_024 },
    fallback: availableParallelism(),
    fallbackText: "the machine's processors",
  }),
  engineSpillMb: number({
    variable: "HOTDATA_ENGINE_SPILL_MB",
    description:
      "Disk space in MiB that the statements of one database may use at a time for what does not fit into memory.",
    range: { min: 1, max: 1_024 ** 2 * 1_024 },
    fallback: 64 * 1_024,
  }),
  searchMemoryMb: number({
    variable: "HOTDATA_SEARCH_MEMORY_MB",
    description:
      "Memory in MiB that the search process keeps opened indexes in; what does not fit is read from disk again. The process starts with the first search and ends ten minutes after the last.",
    range: { min: 16, max: 16 * 1_024 ** 2 },
    fallback: Math.max(16, Math.min(1_024, Math.floor(totalmem() / 1_024 ** 2 / 4))),
    fallbackText: "a quarter of the machine's memory, at most 1024",
  }),
  minFreeDiskMb: number({
    variable: "HOTDATA_MIN_FREE_DISK_MB",
    description:
      "Disk space in MiB that is kept free: below it uploads and loads are refused, queries go on.",
    range: { min: 0, max: 1_024 ** 2 * 1_024 },
    fallback: 512,
  }),
  dataFileBytes: number({
    variable: "HOTDATA_DATA_FILE_BYTES",
    description:
      "Size in bytes that data files should have: in a table declared with `sorted_by` the next one begins there, and small files are merged up to it.",
    range: { min: 65_536, max: 16 * GIBIBYTE },
    fallback: 256 * 1_024 ** 2,
  }),
  maxPartitions: number({
    variable: "HOTDATA_MAX_PARTITIONS",
    description:
      "Most partitions that one load into a table declared with `partition_by` may write; each is a file of its own.",
    range: { min: 1, max: 100_000 },
    fallback: 2_000,
  }),
  snapshotRetentionHours: number({
    variable: "HOTDATA_SNAPSHOT_RETENTION_HOURS",
    description:
      "How far back, in hours, the tables of a database can be read as they were. Older snapshots are forgotten and their files removed; 0 keeps only the newest one. Copies of outside tables are kept for a quarter of an hour at most.",
    range: { min: 0, max: 876_000 },
    fallback: 168,
  }),
  fileGraceMinutes: number({
    variable: "HOTDATA_FILE_GRACE_MINUTES",
    description:
      "How long in minutes a file stays that no snapshot has any more, since other programs that have the database open may still read it. Queries of this server are waited for in any case.",
    range: { min: 0, max: 525_600 },
    fallback: 60,
  }),
  compactionMinFiles: number({
    variable: "HOTDATA_COMPACTION_MIN_FILES",
    description:
      "How many small files of a table become one, in the background; 0 leaves them as they are.",
    range: { min: 0, max: 10_000 },
    fallback: 32,
  }),
  upkeepIntervalSeconds: number({
    variable: "HOTDATA_UPKEEP_INTERVAL_SECONDS",
    description:
      "How often in seconds, at most, old snapshots and files of a database that changes are removed.",
    range: { min: 1, max: 86_400 },
    fallback: 60,
  }),
  queryTimeoutMs: number({
    variable: "HOTDATA_QUERY_TIMEOUT_MS",
    description: "Longest time in milliseconds that a statement may run.",
    range: { min: 100, max: MAX_WAIT_MS },
    fallback: 600_000,
  }),
  maxAsyncAfterMs: number({
    variable: "HOTDATA_MAX_ASYNC_AFTER_MS",
    description:
      "Longest time in milliseconds that `async_after_ms` of a request may ask to be waited for.",
    range: { min: 1_000, max: MAX_WAIT_MS },
    fallback: 300_000,
  }),
  rateLimitPerMinute: number({
    variable: "HOTDATA_RATE_LIMIT_PER_MINUTE",
    description:
      "Requests that one API key may make in a minute, if nothing else was set for the key; further ones are answered 429 `OVERLOADED`. 0 is no limit.",
    range: { min: 0, max: 1_000_000 },
    fallback: 0,
  }),
  maxRunningQueries: number({
    variable: "HOTDATA_MAX_RUNNING_QUERIES",
    description:
      "Queries that may be under way at a time, running or waiting for their turn, those in the background included; further ones are answered 429 `OVERLOADED`. One workspace gets at most twice as many as are left to others. Results that are fetched as JSON, CSV or Markdown are counted apart, and so are loads that the caller waits for, each up to the same number.",
    range: { min: 1, max: 100_000 },
    fallback: 256,
  }),
  workspaceQueries: number({
    variable: "HOTDATA_WORKSPACE_QUERIES",
    description: "How many of the queries that are under way may be of one workspace.",
    range: { min: 1, max: 100_000 },
    fallback: 128,
  }),
  runningStatements: number({
    variable: "HOTDATA_RUNNING_STATEMENTS",
    description:
      "Statements that run at a time; further queries wait for their turn, workspace by workspace. One workspace gets at most as many as are free for others. Those that have run for 5 seconds are counted apart, up to four times the number, and so are those that took less than 10 ms when they ran last.",
    range: { min: 1, max: 1_024 },
    fallback: RUNNING_STATEMENTS,
    fallbackText: "twice the machine's processors, at least 4",
  }),
  workspaceRunningStatements: number({
    variable: "HOTDATA_WORKSPACE_RUNNING_STATEMENTS",
    description:
      "How many of the running statements may be of one workspace. As many may be of one database, and share its `HOTDATA_ENGINE_MEMORY_MB`.",
    range: { min: 1, max: 1_024 },
    fallback: RUNNING_STATEMENTS / 2,
    fallbackText: "the machine's processors, at least 2",
  }),
  resultRetentionHours: number({
    variable: "HOTDATA_RESULT_RETENTION_HOURS",
    description:
      "How long in hours a stored result stays after its query has ended; then it is unknown and its space is freed. 0 keeps results for ever.",
    range: { min: 0, max: 876_000 },
    fallback: 168,
  }),
  historyRetentionDays: number({
    variable: "HOTDATA_HISTORY_RETENTION_DAYS",
    description:
      "How long in days query runs, ended jobs and loads are remembered. A run whose result is still stored stays as long as that. What is forgotten no longer counts in `GET /v1/usage`, and a load that is repeated later is not recognised. 0 remembers for ever.",
    range: { min: 0, max: 36_500 },
    fallback: 90,
  }),
  auditRetentionDays: number({
    variable: "HOTDATA_AUDIT_RETENTION_DAYS",
    description:
      "How long in days the audit log remembers who changed keys and secrets and who deleted what. 0 remembers for ever.",
    range: { min: 0, max: 36_500 },
    fallback: 365,
  }),
  jobConcurrency: number({
    variable: "HOTDATA_JOB_CONCURRENCY",
    description: "Background jobs that run at a time; further ones wait for their turn.",
    range: { min: 1, max: 1_024 },
    fallback: 4,
  }),
  workspaceJobConcurrency: number({
    variable: "HOTDATA_WORKSPACE_JOB_CONCURRENCY",
    description: "Background jobs of one workspace that run at a time.",
    range: { min: 1, max: 1_024 },
    fallback: 3,
  }),
  shutdownTimeoutMs: number({
    variable: "HOTDATA_SHUTDOWN_TIMEOUT_MS",
    description:
      "How long in milliseconds running requests may go on after SIGTERM or SIGINT before they are cancelled.",
    range: { min: 0, max: MAX_WAIT_MS },
    fallback: 30_000,
  }),
};

interface NumberSetting extends Pick<Setting<number>, "variable" | "description" | "fallbackText"> {
  readonly range: WholeNumberRange;
  readonly fallback: number;
}

function number({ range, fallback, ...setting }: NumberSetting): Setting<number> {
  return {
    ...setting,
    allowed: `a whole number from ${range.min} to ${range.max}`,
    schema: wholeNumber(range),
    fallback: () => fallback,
  };
}

interface OptionalNumberSetting extends Pick<Setting<number>, "variable" | "description"> {
  readonly range: WholeNumberRange;
  readonly fallbackText: string;
}

/** Undefined where it is to be derived from other settings. */
function optionalNumber({ range, ...setting }: OptionalNumberSetting): Setting<number | undefined> {
  return {
    ...setting,
    allowed: `a whole number from ${range.min} to ${range.max}`,
    schema: wholeNumber(range),
    fallback: () => undefined,
  };
}
