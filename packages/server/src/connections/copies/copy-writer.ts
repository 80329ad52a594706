import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Admission } from "../../admission/admission.ts";
import type { ReadRequest } from "../../connectors/connector.ts";
import type { Connectors, OpenedRead } from "../../connectors/connectors.ts";
import type { Engine, WrittenFile } from "../../engine/engine.ts";
import type { Logger } from "../../http/request-context.ts";
import { createId } from "../../ids/create-id.ts";
import type { Lake, WritePlan } from "../../lake/lake.ts";
import { StagedWrite } from "../../loads/staged-write.ts";
import type { Connection, SourceTable } from "../connection.ts";
import type { ConnectionService } from "../connection-service.ts";
import { refuseUnreadable } from "../refuse-unreadable.ts";
import { readBasisOf, writeBasisOf } from "./copy-basis.ts";
import type { CopyCommitStore } from "./copy-commit-store.ts";
import { greatestValue } from "./cursor.ts";
import type { CutCopies } from "./cut-copies.ts";
import { isCut } from "./is-cut.ts";
import type { KeptParts } from "./kept-parts.ts";
import type { CopyPlan } from "./plan-copy.ts";
import { spoolFileBytes } from "./spool-file-bytes.ts";
import type { CopyOutcome } from "./table-copies.ts";

export interface CopyWriterParts {
  readonly connectors: Connectors;
  readonly connections: Pick<ConnectionService, "addressOf">;
  readonly engine: Engine;
  readonly lake: Lake;
  readonly commits: CopyCommitStore;
  readonly cutCopies: Pick<CutCopies, "open">;
  /** Turns of what the engine does. */
  readonly admission: Pick<Admission, "inTurn">;
  readonly space: CopySpace;
  /** Folder for rows on their way to the engine, which may read there; a start clears it. */
  readonly spoolDir: string;
  readonly log: Pick<Logger, "info">;
}

/** Says whether there is room for more rows. */
export interface CopySpace {
  /** @throws {ApiError} when there is none. */
  admit(workspaceId: string, bytes: number): Promise<void>;
  /** To be called when a connection's copies have other files than before. */
  forget(connectionId: string): void;
}

export interface CopyToMake {
  readonly connection: Connection;
  readonly table: SourceTable;
  readonly plan: CopyPlan;
  /** Told whenever another part is safe, and how many are then. */
  readonly onPart: (count: number) => void;
}

interface CopyUnderWay {
  readonly read: OpenedRead;
  /** Undefined for one that reads only some rows. */
  readonly kept: KeptParts | undefined;
  readonly startedAt: Date;
}

/** Reads a table of a source and publishes its rows as the copy, in one commit or not at all. */
export class CopyWriter {
  readonly #parts: CopyWriterParts;

  constructor(parts: CopyWriterParts) {
    this.#parts = parts;
  }

  async write(copy: CopyToMake, signal: AbortSignal): Promise<CopyOutcome> {
    const { connection, table } = copy;
    const { connectors, connections, cutCopies, space, spoolDir } = this.#parts;
    refuseUnreadable(table, table.columns);
    const startedAt = new Date();
    const folder = join(spoolDir, randomUUID());
    const address = await connections.addressOf(connection);
    // What an earlier attempt left serves where all rows are read.
    const isWhole = copy.plan.mode === "replace";
    const kept = isWhole
      ? await cutCopies.open(connection.id, table, readBasisOf(address, table))
      : undefined;
    try {
      await space.admit(connection.workspaceId, 0);
      await mkdir(folder, { recursive: true });
      const spool = { folder, fileBytes: spoolFileBytes(table), mayInline: false };
      const request = requestOf(copy, kept?.marks ?? []);
      await using read = await connectors.read(address, { request, spool }, signal);
      return await this.#keep(copy, { read, kept, startedAt }, signal);
    } catch (error) {
      if (!signal.aborted && !isCut(error)) await kept?.drop();
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
      space.forget(connection.id);
    }
  }

  async #keep(
    copy: CopyToMake,
    { read, kept, startedAt }: CopyUnderWay,
    signal: AbortSignal,
  ): Promise<CopyOutcome> {
    const { engine, lake } = this.#parts;
    const { connection, table, plan: how } = copy;
    refuseUnreadable(table, read.columns);
    // What is upserted reads files of the copy.
    using _hold = lake.hold(connection.id);
    const plan = await lake.planWrite({
      databaseId: connection.id,
      schema: table.schema,
      table: table.table,
      mode: how.mode,
      columns: read.columns.map(({ name, type }) => ({ name, type })),
      ...(how.mode === "upsert" ? { key: table.key } : {}),
    });
    const staged = new StagedWrite({ engine, lake }, plan, undefined);
    try {
      await staged.open();
      if (kept !== undefined) {
        this.#noteKept(copy, { read, kept });
        const target = { writeBasis: writeBasisOf(plan), stagingDir: plan.stagingDir };
        staged.takeOver(await kept.goOn(read.stillKept, target));
      }
      await this.#stage(copy, { read, kept, staged }, signal);
      signal.throwIfAborted();
      await this.#commit(copy, { plan, staged, startedAt });
      await kept?.drop();
    } catch (error) {
      await staged.abandon();
      throw error;
    }
    const durationMs = Date.now() - startedAt.getTime();
    const { rowCount: rowsSynced } = staged;
    const isChanged = how.mode === "replace" || rowsSynced > 0;
    return { rowsSynced, durationMs, isChanged, warnings: how.warnings };
  }

  /** One file is written while the source fills the next one, and the last part comes onto the disk. */
  async #stage(
    { connection: { workspaceId }, onPart }: CopyToMake,
    { read, kept, staged }: Omit<CopyUnderWay, "startedAt"> & { readonly staged: StagedWrite },
    signal: AbortSignal,
  ): Promise<void> {
    const { admission, space } = this.#parts;
    // Files that lack some of them say so themselves.
    const { columns } = read;
    let part: WrittenFile[] = [];
    let keeping = Promise.resolve();
    try {
      for await (const { file: source, mark } of read.files()) {
        if (source !== undefined) {
          const add = () => staged.add({ source, columns }, signal);
          part.push(...(await admission.inTurn(workspaceId, signal, add)));
          // What is kept counts as held already.
          await space.admit(workspaceId, staged.sizeBytes - (kept?.sizeBytes ?? 0));
        }
        if (mark === undefined || kept === undefined) continue;
        await keeping;
        keeping = kept.add(mark, part).then(() => onPart(kept.count));
        // Whoever waits for it is told.
        keeping.catch(() => undefined);
        part = [];
      }
    } finally {
      // Nothing is dropped, or tried again, while files of it are still being kept.
      await Promise.allSettled([keeping]);
    }
    await keeping;
    await admission.inTurn(workspaceId, signal, () => staged.complete(signal));
    await space.admit(workspaceId, staged.sizeBytes - (kept?.sizeBytes ?? 0));
  }

  #noteKept(
    { connection, table: { schema, table } }: CopyToMake,
    { read, kept }: { readonly read: OpenedRead; readonly kept: KeptParts },
  ): void {
    if (kept.count === 0) return;
    const parts = { parts: kept.count, kept_parts: read.stillKept.length };
    this.#parts.log.info(
      { connection_id: connection.id, schema, table, ...parts },
      "copy that was cut goes on",
    );
  }

  async #commit(
    { connection, table, plan: how }: CopyToMake,
    { plan, staged, startedAt }: { plan: WritePlan; staged: StagedWrite; startedAt: Date },
  ): Promise<void> {
    const { commits } = this.#parts;
    const { cursorColumn, cursorValue } = table.sync;
    const known = how.mode === "replace" ? undefined : cursorValue;
    const commit = {
      connectionId: connection.id,
      schema: table.schema,
      table: table.table,
      loadId: createId("load"),
      syncedAt: startedAt,
      revision: connection.revision,
      cursorColumn,
      cursorValue:
        cursorColumn && greatestValue({ plan, files: staged.files }, cursorColumn, known),
    };
    await commits.begin(commit);
    // From here on the copy can no longer be called off: the commit decides.
    await staged.commit(commit.loadId);
    await commits.finish(commit);
  }
}

function requestOf({ table, plan: { from } }: CopyToMake, kept: readonly string[]): ReadRequest {
  const { schema, table: name, columns } = table;
  return {
    schema,
    table: name,
    columns,
    isCopy: true,
    ...(from === undefined ? {} : { from }),
    ...(kept.length === 0 ? {} : { kept }),
  };
}
