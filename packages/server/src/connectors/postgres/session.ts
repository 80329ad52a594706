import type { ConnectionOptions } from "node:tls";
import { Client } from "pg";
import type { SourceRules } from "../connector.ts";
import { openSocket } from "../network/open-socket.ts";
import { tlsChoice } from "../network/tls-choice.ts";
import { ByteTap } from "./byte-tap.ts";
import { type CancelKey, sendCancelRequest } from "./cancel-request.ts";
import { lentSocket } from "./lent-socket.ts";
import { toSourceError } from "./postgres-error.ts";
import type { PostgresConfig } from "./postgres-config.ts";

/** Values that are text on the wire are always the same text, and nothing can be written. */
const SETTINGS: Readonly<Record<string, string>> = {
  default_transaction_read_only: "on",
  search_path: "pg_catalog",
  timezone: "UTC",
  datestyle: "ISO",
  intervalstyle: "postgres",
  extra_float_digits: "1",
  bytea_output: "hex",
  standard_conforming_strings: "on",
};

/** One connection to a server, logged in. */
export interface Session {
  readonly client: Client;
  readonly tap: ByteTap;
  readonly serverEncoding: string;
  /** Asks the server to end what the session is doing; it may be done with it before. */
  cancel(): Promise<void>;
}

/**
 * @throws {SourceError} when the server cannot be reached or lets nobody in
 */
export async function openSession(
  config: PostgresConfig,
  rules: SourceRules,
  signal: AbortSignal,
): Promise<Session> {
  const socket = await openSocket(config, rules, signal);
  const { host, port, user, database, password = "" } = config;
  const client = new Client({
    host,
    port,
    user,
    database,
    // As a function, so that the driver looks nowhere else for one.
    password: () => password,
    ssl: tlsOf(config) ?? false,
    stream: () => lentSocket(socket),
    application_name: "hotdata",
    client_encoding: "UTF8",
    options: optionsText(rules),
  });
  let serverEncoding = "";
  let key: CancelKey | undefined;
  client.connection.on("backendKeyData", ({ processID, secretKey }) => {
    key = { processId: processID, secretKey };
  });
  client.connection.on("parameterStatus", ({ parameterName, parameterValue }) => {
    if (parameterName === "server_encoding") serverEncoding = String(parameterValue);
  });
  // Whoever uses the session is told by its queries.
  client.on("error", () => undefined);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(rules.connectMs)]);
  const stop = (): void => void socket.destroy();
  limit.addEventListener("abort", stop, { once: true });
  try {
    await client.connect();
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    throw toSourceError(error);
  } finally {
    limit.removeEventListener("abort", stop);
  }
  const cancel = async (): Promise<void> => {
    if (key !== undefined) await cancelSession(key, config, rules);
  };
  return { client, tap: new ByteTap(client.connection), serverEncoding, cancel };
}

/** Ends a session without a goodbye that a stuck server would not hear. */
export function endSession({ client }: Session): void {
  client.end().catch(() => undefined);
  client.connection.stream.destroy();
}

function tlsOf(config: PostgresConfig): ConnectionOptions | undefined {
  const choice = tlsChoice(config);
  if (choice === undefined) return undefined;
  const { ca, isVerified } = choice;
  return { rejectUnauthorized: isVerified, ...(ca === undefined ? {} : { ca }) };
}

function optionsText({ statementMs }: SourceRules): string {
  const limits = {
    statement_timeout: String(statementMs),
    lock_timeout: String(Math.min(statementMs, LOCK_MS)),
    idle_in_transaction_session_timeout: String(statementMs),
  };
  const all = Object.entries({ ...SETTINGS, ...limits });
  return all.map(([name, value]) => `-c ${name}=${value}`).join(" ");
}

/** Readers wait for changes of tables only. */
const LOCK_MS = 30_000;
const CANCEL_MS = 5_000;

async function cancelSession(
  key: CancelKey,
  config: PostgresConfig,
  rules: SourceRules,
): Promise<void> {
  const signal = AbortSignal.timeout(CANCEL_MS);
  const socket = await openSocket(config, rules, signal);
  try {
    await sendCancelRequest(socket, { key, host: config.host, tls: tlsOf(config), signal });
  } finally {
    socket.destroy();
  }
}
