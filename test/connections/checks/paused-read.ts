import { setTimeout as sleep } from "node:timers/promises";
import type { SourceAddress } from "../../../packages/server/src/connectors/connectors.ts";
import type { ProcessConnectors } from "../../../packages/server/src/connectors/process/process-connectors.ts";
import { withConnectors } from "./with-connectors.ts";

export interface PausedSource {
  readonly type: "postgres" | "mysql";
  readonly config: SourceAddress["config"];
  readonly schema: string;
  readonly table: string;
  /** Of a statement, and of the source's silence. */
  readonly limitMs: number;
}

const FILE_BYTES = 8 * 1_024 ** 2;

/**
 * Reads a table as copies are read, but takes nothing for a while after the second and the fourth
 * file: the source cannot go on meanwhile. The rows that came, or why there were none.
 */
export async function rowsOfPausedRead(
  source: PausedSource,
  pauseMs: number,
): Promise<number | string | undefined> {
  const limits = { statementMs: source.limitMs, connectMs: 5_000 };
  try {
    return await withConnectors(limits, (connectors, folder) =>
      readAll(connectors, source, { folder, pauseMs }),
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function readAll(
  connectors: ProcessConnectors,
  { type, config, schema, table }: PausedSource,
  { folder, pauseMs }: { readonly folder: string; readonly pauseMs: number },
): Promise<number | undefined> {
  const address = { connectionId: "paused", version: "1", type, config };
  const signal = AbortSignal.timeout(120_000);
  const discovered = await connectors.discover(address, signal);
  const found = discovered.find((one) => one.schema === schema && one.table === table);
  if (found === undefined) throw new Error(`no table ${schema}.${table} was discovered`);
  const request = { schema, table, columns: found.columns, isCopy: true };
  const spool = { folder, fileBytes: FILE_BYTES, mayInline: false };
  await using read = await connectors.read(address, { request, spool }, signal);
  let files = 0;
  for await (const _ of read.files()) {
    files += 1;
    if (files === 2 || files === 4) await sleep(pauseMs);
  }
  if (files < 6) throw new Error(`only ${files} files: there was nothing to wait for`);
  return read.counts.rows;
}
