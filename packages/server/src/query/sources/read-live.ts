import type { ReadRequest } from "../../connectors/connector.ts";
import type { OpenedRead } from "../../connectors/connectors.ts";
import { SourceError } from "../../connectors/source-error.ts";
import type { LiveFolder } from "./live-files.ts";
import { type LiveTable, liveTable } from "./live-table.ts";
import type { QuerySources, SourcesRequest } from "./query-sources.ts";
import { shownName, type SourceUse } from "./source-use.ts";
import type { UsedSource } from "./used-source.ts";

/** Rows of a source come in files of this size at most, one written while another one is read. */
const FILE_BYTES = 64 * 1_024 ** 2;

interface LiveRead {
  readonly use: SourceUse;
  readonly request: ReadRequest;
}

interface ReadTable {
  readonly live: LiveTable;
  readonly used: UsedSource;
  /** See `SourceRead`. */
  readonly isExact: boolean;
  /** Has what `live` names; to be disposed when that was read. */
  readonly folder: LiveFolder;
}

/** Reads what a statement needs of a source's table, as it is now. */
export async function readLive(
  parts: QuerySources,
  { use, request }: LiveRead,
  { workspaceId, signal }: Pick<SourcesRequest, "workspaceId" | "signal">,
): Promise<ReadTable> {
  const startedMs = performance.now();
  const { engine, connectors, connections, files, maxReadBytes } = parts;
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await files.open(use.connection.id));
  const address = await connections.addressOf(use.connection);
  const { path } = folder;
  const fileBytes = Math.min(FILE_BYTES, maxReadBytes);
  // Whatever is too large is found out below, where it is known what to do about it.
  const spool = {
    folder: path,
    fileBytes,
    maxBytes: maxReadBytes + 2 * fileBytes,
    mayInline: true,
  };
  await using read = await connectors.read(address, { request, spool }, signal);
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => parts.inTurn(workspaceId, signal, work);
  const check = (): void => {
    if (read.counts.bytes > maxReadBytes) throw tooLarge(use, maxReadBytes);
  };
  const writing = { engine, inTurn, folder: path, check, signal };
  const live = await liveTable({ use, request, read }, writing);
  if (read.rows !== undefined) folder.keepClean();
  stack.move();
  const used = usedLive(use, read, { request, live, durationMs: performance.now() - startedMs });
  return { live, used, isExact: read.isExact, folder };
}

function tooLarge(use: SourceUse, maxReadBytes: number): SourceError {
  const megabytes = Math.round(maxReadBytes / 1_024 ** 2);
  return new SourceError(
    "unreadable",
    `The statement reads more than ${megabytes} MB of '${shownName(use)}' from the source ` +
      "(HOTDATA_LIVE_READ_MB): add conditions that the source can check, or read a copy of the " +
      'table, with "read_mode": "cached".',
  );
}

interface Took {
  readonly request: ReadRequest;
  readonly live: LiveTable;
  readonly durationMs: number;
}

function usedLive(
  use: SourceUse,
  { counts, statement }: OpenedRead,
  { request, live, durationMs }: Took,
): UsedSource {
  const { extent } = live.partial ?? live.table.scan;
  return {
    connectionId: use.connection.id,
    catalog: use.catalog,
    schema: request.schema,
    table: request.table,
    readMode: "live",
    statement,
    rows: extent?.rowCount,
    bytes: counts.bytes,
    durationMs: Math.round(durationMs),
    syncedAt: undefined,
  };
}
