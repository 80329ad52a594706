import { setTimeout as sleep } from "node:timers/promises";
import type { ReadRequest } from "../../connector.ts";
import { isWholeCopy, partCount } from "../../whole-copy.ts";
import { keyRanges, type KeyRange, rangesFrom } from "./key-ranges.ts";
import { quoteName, textLiteral } from "../mysql-literal.ts";
import type { MysqlSession } from "../mysql-session.ts";
import { keptParts } from "./part-mark.ts";
import { readTexts } from "../read-texts.ts";
import { SETTLED_MS, tableState, watchedBytes } from "./table-state.ts";

/** How a table is copied in parts, in the transaction that the session has begun for them. */
export interface CopyParts {
  /** See {@link tableState}. */
  readonly state: string;
  /** Column of the primary key. */
  readonly key: string;
  /** The parts to read. */
  readonly ranges: readonly KeyRange[];
  /** How many of the first parts of the read before this one are not read again. */
  readonly stillKept: number;
}

/** Undefined, and no transaction begun: the table is not large, or it cannot be told whether it changes. */
export async function beginParts(
  session: MysqlSession,
  request: ReadRequest,
  { partBytes, signal }: { readonly partBytes: number; readonly signal: AbortSignal },
): Promise<CopyParts | undefined> {
  const bytes = isWholeCopy(request) ? await watchedBytes(session, request) : undefined;
  const count = partCount(bytes ?? 0, partBytes);
  if (count < 2) return undefined;
  const key = await wholeNumberKey(session, request);
  const state = key && (await tableState(session, request));
  if (key === undefined || state === undefined) return undefined;
  await session.run("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
  try {
    const parts = await partsOf(session, request, { key, state, count }, signal);
    if (parts === undefined) await session.run("COMMIT");
    return parts;
  } catch (error) {
    // A session with a transaction is of no use to others.
    session.destroy();
    throw error;
  }
}

/** The column, if the primary key is one, and of whole numbers. */
async function wholeNumberKey(
  session: MysqlSession,
  { schema, table }: ReadRequest,
): Promise<string | undefined> {
  const isOfTable = (alias: string): string =>
    `${alias}.TABLE_SCHEMA = ${textLiteral(schema)} AND ${alias}.TABLE_NAME = ${textLiteral(table)}`;
  const columns = await readTexts(
    session,
    "SELECT c.COLUMN_NAME, c.DATA_TYPE FROM information_schema.STATISTICS AS s " +
      "JOIN information_schema.COLUMNS AS c ON c.COLUMN_NAME = s.COLUMN_NAME " +
      `WHERE ${isOfTable("s")} AND ${isOfTable("c")} AND s.INDEX_NAME = 'PRIMARY'`,
  );
  const [[name, type] = []] = columns;
  const isKey = columns.length === 1 && /^(?:tiny|small|medium|big)?int$/.test(type ?? "");
  return isKey ? (name ?? undefined) : undefined;
}

interface PlannedParts {
  readonly key: string;
  readonly state: string;
  readonly count: number;
}

/** From here on the transaction keeps everybody from altering the table. */
async function partsOf(
  session: MysqlSession,
  request: ReadRequest,
  { key, state, count }: PlannedParts,
  signal: AbortSignal,
): Promise<CopyParts | undefined> {
  const ends = await readKeyEnds(session, request, key);
  const kept = keptParts(request.kept ?? [], state);
  if (kept !== undefined) await sleep(SETTLED_MS, undefined, { signal });
  // What was altered or changed before the snapshot, and after the state was read.
  if (ends === undefined || state !== (await tableState(session, request))) return undefined;
  const ranges = keyRanges(...ends, count);
  return {
    state,
    key,
    ranges: kept === undefined ? ranges : rangesFrom(ranges, kept.to),
    stillKept: kept?.count ?? 0,
  };
}

async function readKeyEnds(
  session: MysqlSession,
  { schema, table }: ReadRequest,
  key: string,
): Promise<readonly [least: bigint, greatest: bigint] | undefined> {
  const name = quoteName(key);
  const from = `${quoteName(schema)}.${quoteName(table)}`;
  const [[least = null, greatest = null] = []] = await readTexts(
    session,
    `SELECT min(${name}), max(${name}) FROM ${from}`,
  );
  return least === null || greatest === null ? undefined : [BigInt(least), BigInt(greatest)];
}
