import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Admission } from "../../admission/admission.ts";
import type { Connectors, OpenedRead } from "../../connectors/connectors.ts";
import type { Engine } from "../../engine/engine.ts";
import { createId } from "../../ids/create-id.ts";
import type { Lake, WritePlan } from "../../lake/lake.ts";
import { StagedWrite } from "../../loads/staged-write.ts";
import type { Connection, SourceTable } from "../connection.ts";
import type { ConnectionService } from "../connection-service.ts";
import { refuseUnreadable } from "../refuse-unreadable.ts";
import type { CopyCommitStore } from "./copy-commit-store.ts";
import { greatestValue } from "./cursor.ts";
import type { CopyPlan } from "./plan-copy.ts";
import { spoolFileBytes } from "./spool-file-bytes.ts";
import type { CopyOutcome } from "./table-copies.ts";

export interface CopyWriterParts {
  readonly connectors: Connectors;
  readonly connections: Pick<ConnectionService, "addressOf">;
  readonly engine: Engine;
  readonly lake: Lake;
  readonly commits: CopyCommitStore;
  /** Turns of what the engine does. */
  readonly admission: Pick<Admission, "inTurn">;
  readonly space: CopySpace;
  /** Folder for rows on their way to the engine, which may read there; a start clears it. */
  readonly spoolDir: string;
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
}

/** Reads a table of a source and publishes its rows as the copy, in one commit or not at all. */
export class CopyWriter {
  readonly #parts: CopyWriterParts;

  constructor(parts: CopyWriterParts) {
    this.#parts = parts;
  }

  async write(copy: CopyToMake, signal: AbortSignal): Promise<CopyOutcome> {
    const { connection, table } = copy;
    const { connectors, connections, space, spoolDir } = this.#parts;
    refuseUnreadable(table, table.columns);
    const startedAt = new Date();
    const folder = join(spoolDir, randomUUID());
    await space.admit(connection.workspaceId, 0);
    const address = await connections.addressOf(connection);
    await mkdir(folder, { recursive: true });
    try {
      const { schema, table: name, columns } = table;
      const { from } = copy.plan;
      const all = { schema, table: name, columns, isCopy: true };
      const request = from === undefined ? all : { ...all, from };
      const spool = { folder, fileBytes: spoolFileBytes(table), mayInline: false };
      await using read = await connectors.read(address, { request, spool }, signal);
      return await this.#keep(copy, { read, startedAt }, signal);
    } finally {
      await rm(folder, { recursive: true, force: true });
      space.forget(connection.id);
    }
  }

  async #keep(
    copy: CopyToMake,
    { read, startedAt }: { readonly read: OpenedRead; readonly startedAt: Date },
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
      await this.#stage(copy, { read, staged }, signal);
      signal.throwIfAborted();
      await this.#commit(copy, { plan, staged, startedAt });
    } catch (error) {
      await staged.abandon();
      throw error;
    }
    const durationMs = Date.now() - startedAt.getTime();
    return { rowsSynced: staged.rowCount, durationMs, warnings: how.warnings };
  }

  /** One file is written while the source fills the next one. */
  async #stage(
    { connection: { workspaceId } }: CopyToMake,
    { read, staged }: { readonly read: OpenedRead; readonly staged: StagedWrite },
    signal: AbortSignal,
  ): Promise<void> {
    const { admission, space } = this.#parts;
    // Files that lack some of them say so themselves.
    const { columns } = read;
    for await (const { file: source } of read.files()) {
      if (source === undefined) continue;
      await admission.inTurn(workspaceId, signal, () => staged.add({ source, columns }, signal));
      await space.admit(workspaceId, staged.sizeBytes);
    }
    await admission.inTurn(workspaceId, signal, () => staged.complete(signal));
    await space.admit(workspaceId, staged.sizeBytes);
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
