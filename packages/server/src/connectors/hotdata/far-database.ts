import { SourceError } from "../source-error.ts";
import type { FarServer } from "./far-server.ts";
import { FarDatabase, FarDatabases, type FarTable, FarTables } from "./far-models.ts";

const DEFAULT_NAME = "default";
/** More pages than this come of a server that goes round in circles. */
const MAX_PAGES = 10_000;

/** The database of another server that is read. */
export interface FarDatabasePlace {
  readonly id: string;
  readonly connectionId: string;
}

/** @throws {SourceError} `refused` where there is no such database */
export async function findFarDatabase(
  server: FarServer,
  databaseId: string | undefined,
  signal: AbortSignal,
): Promise<FarDatabasePlace> {
  const id = databaseId ?? (await findDefault(server, signal));
  const answer = await server.call({ path: `/v1/databases/${encodeURIComponent(id)}` }, signal);
  if (answer.status === 404) {
    throw new SourceError("refused", `${server.label} has no database of the given id.`);
  }
  if (answer.status !== 200) throw server.statusError(answer);
  const database = server.read(FarDatabase, answer.json);
  return { id: database.id, connectionId: database.default_connection_id };
}

/** Names are not unique: the oldest one is the workspace's own, and listings begin with the newest. */
async function findDefault(server: FarServer, signal: AbortSignal): Promise<string> {
  let oldest: string | undefined;
  await eachPage(async (cursor) => {
    const query = new URLSearchParams({ limit: "100", search: DEFAULT_NAME, ...cursor });
    const page = await server.get(FarDatabases, { path: `/v1/databases?${query}` }, signal);
    oldest = page.databases.findLast(({ name }) => name === DEFAULT_NAME)?.id ?? oldest;
    return page;
  });
  if (oldest !== undefined) return oldest;
  throw new SourceError(
    "refused",
    `${server.label} has no database named default; give the connection a \`database_id\`.`,
  );
}

/** @param pattern only tables that fit it, as the API's own parameters say */
export async function listFarTables(
  server: FarServer,
  { connectionId }: FarDatabasePlace,
  { pattern, signal }: { readonly pattern?: Record<string, string>; readonly signal: AbortSignal },
): Promise<FarTable[]> {
  const tables: FarTable[] = [];
  await eachPage(async (cursor) => {
    const query = new URLSearchParams({
      connection_id: connectionId,
      include_columns: "true",
      ...pattern,
      ...cursor,
    });
    const page = await server.get(FarTables, { path: `/v1/information_schema?${query}` }, signal);
    tables.push(...page.tables);
    return page;
  });
  return tables;
}

interface Page {
  readonly has_more?: boolean | null | undefined;
  readonly next_cursor?: string | null | undefined;
}

async function eachPage(
  take: (cursor: Readonly<Record<string, string>>) => Promise<Page>,
): Promise<void> {
  let cursor: Record<string, string> = {};
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const { has_more: hasMore, next_cursor: next } = await take(cursor);
    if (hasMore !== true || typeof next !== "string" || next === cursor["cursor"]) return;
    cursor = { cursor: next };
  }
  throw new SourceError("unreadable", "The server's listing does not come to an end.");
}
