import type { ReadMode, SourceTable } from "../../connections/connection.ts";
import type { GivenRows } from "../../engine/cells/given-rows.ts";
import type { ExplainNote, TableScan } from "../../engine/engine.ts";
import { bindNeeds } from "../bind-needs.ts";
import { checkReadable } from "./check-readable.ts";
import { sourceNote, unreadNote } from "./explain-source.ts";
import { type LiveTable, unreadTable } from "./live-table.ts";
import { readLive } from "./read-live.ts";
import {
  NO_SOURCES,
  type OpenedSources,
  type QuerySources,
  type SourcesRequest,
} from "./query-sources.ts";
import { askOfTable, type TableQuestion } from "./ask-of-table.ts";
import { refuseSearches } from "./refuse-searches.ts";
import {
  findSourceUses,
  type NamePlaces,
  shownName,
  type SourceUse,
  sourceUse,
} from "./source-use.ts";
import { sideBySide } from "./side-by-side.ts";
import { sourceAnswer } from "./source-answer.ts";
import { tableNotFound } from "./table-not-found.ts";
import type { UsedSource } from "./used-source.ts";

/** How a statement is going to read a table. */
interface PlannedUse {
  readonly use: SourceUse;
  readonly table: SourceTable;
  readonly mode: ReadMode;
}

interface OpenedUse {
  readonly use: SourceUse;
  readonly live: LiveTable | undefined;
  readonly note: ExplainNote;
  readonly used: UsedSource | undefined;
  /** See {@link OpenedSources}. */
  readonly answer?: GivenRows | undefined;
}

/** Live reads of one statement at a time. */
const MAX_READS = 4;

/**
 * Reads the source's tables that a statement names, or sees to it that there are copies of them.
 * Whoever opens disposes, which removes what was read.
 *
 * @throws {SqlError} for names that are none; what connectors and copies throw
 */
export async function openSources(
  parts: QuerySources,
  request: SourcesRequest,
): Promise<OpenedSources> {
  const { statement, onCopying } = request;
  refuseSearches(statement, request);
  const planned: PlannedUse[] = [];
  for (const use of findSourceUses(statement.tables, request)) {
    planned.push(await planUse(parts, use, request));
  }
  if (planned.length === 0) return NO_SOURCES;
  await using opening = new AsyncDisposableStack();
  const isUncopied = ({ mode, table }: PlannedUse): boolean =>
    mode === "cached" && table.syncedAt === undefined;
  if (statement.readsRows) onCopying(planned.filter(isUncopied).length);
  const opened = await sideBySide(
    planned,
    { limit: MAX_READS, signal: request.signal },
    (use, signal) =>
      statement.readsRows
        ? openUse(parts, use, { ...request, signal, opening })
        : Promise.resolve(openUnread(use, request)),
  );
  const removing = opening.move();
  return { ...together(opened, request), [Symbol.asyncDispose]: () => removing.disposeAsync() };
}

async function planUse(
  { tables }: QuerySources,
  use: SourceUse,
  { readMode }: SourcesRequest,
): Promise<PlannedUse> {
  const { connection, name } = use;
  const table = await tables.find(connection.id, name);
  if (table === undefined) throw await tableNotFound(tables, use);
  const mode = readMode ?? connection.readMode;
  if (mode === "live") checkReadable(use, table);
  return { use, table, mode };
}

interface OpenContext extends SourcesRequest {
  readonly opening: AsyncDisposableStack;
}

function openUse(
  parts: QuerySources,
  planned: PlannedUse,
  context: OpenContext,
): Promise<OpenedUse> {
  return planned.mode === "live"
    ? openLive(parts, planned, context)
    : openCached(parts, planned, context.signal);
}

async function openLive(
  parts: QuerySources,
  { use, table }: PlannedUse,
  { opening, ...request }: OpenContext,
): Promise<OpenedUse> {
  const { request: asked, wanted } = askOfTable(table, questionOf(use, request));
  const { live, used, isExact, folder } = await readLive(parts, { use, request: asked }, request);
  opening.use(folder);
  const { picks } = request.statement;
  const isAnswer = isExact && wanted !== undefined && picks !== undefined;
  const answer = isAnswer ? sourceAnswer(live.table.scan, picks, wanted.limit) : undefined;
  return { use, live, used, note: sourceNote(use, used), answer };
}

function questionOf(
  { references }: SourceUse,
  { statement, parameters }: SourcesRequest,
): TableQuestion {
  return { statement, references, bound: bindNeeds(references, parameters) };
}

async function openCached(
  { copies, tables }: QuerySources,
  { use, table: before }: PlannedUse,
  signal: AbortSignal,
): Promise<OpenedUse> {
  const { connection, name } = use;
  const startedMs = performance.now();
  let table = before;
  if (before.syncedAt === undefined) {
    await copies.ensure(connection, { schema: before.schema, table: before.table }, signal);
    table = (await tables.find(connection.id, name)) ?? before;
  }
  const isNew = before.syncedAt === undefined;
  const used: UsedSource = {
    connectionId: connection.id,
    catalog: use.catalog,
    schema: table.schema,
    table: table.table,
    readMode: "cached",
    statement: undefined,
    rows: undefined,
    bytes: undefined,
    durationMs: isNew ? Math.round(performance.now() - startedMs) : undefined,
    syncedAt: table.syncedAt,
  };
  return { use, live: undefined, used, note: sourceNote(use, used) };
}

/** For statements that look at names and types only. */
function openUnread({ use, table, mode }: PlannedUse, request: SourcesRequest): OpenedUse {
  const isCopied = mode === "cached" && table.syncedAt !== undefined;
  const { request: asked } = askOfTable(table, questionOf(use, request));
  const live = isCopied ? undefined : { table: unreadTable(use, table) };
  return { use, live, used: undefined, note: unreadNote(use, { table, mode, asked }) };
}

function together(
  opened: readonly OpenedUse[],
  places: NamePlaces,
): Omit<OpenedSources, typeof Symbol.asyncDispose> {
  const read = opened.filter(({ live }) => live !== undefined);
  const names = new Set(read.map(({ use }) => shownName(use)));
  const [{ answer } = {}] = opened;
  const partial = read.map(({ live }) => live?.partial).find((rows) => rows !== undefined);
  return {
    tables: read.flatMap(({ live }) => live?.table ?? []),
    has: (reference) => {
      const use = names.size === 0 ? undefined : sourceUse(reference, places);
      return use !== undefined && names.has(shownName(use));
    },
    connectionIds: read.flatMap(({ use, live }) =>
      live !== undefined && hasFiles(live.partial ?? live.table.scan) ? use.connection.id : [],
    ),
    partial,
    answer,
    notes: opened.map(({ note }) => note),
    used: opened.flatMap(({ used }) => used ?? []),
  };
}

function hasFiles({ parts }: TableScan): boolean {
  return parts.some(({ kind }) => kind === "files");
}
