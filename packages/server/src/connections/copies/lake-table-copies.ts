import { Slots } from "../../concurrency/slots.ts";
import { conflict, notFound } from "../../http/api-error.ts";
import { DatabaseNotFoundError, type Lake } from "../../lake/lake.ts";
import type { Connection, SourceTable, SourceTableName } from "../connection.ts";
import type { ConnectionStore } from "../connection-store.ts";
import type { SourceTableStore } from "../source-table-store.ts";
import { tableNotFound } from "../table-not-found.ts";
import type { CopyCommitStore } from "./copy-commit-store.ts";
import type { CopyMaker } from "./copy-maker.ts";
import { CopyQueue } from "./copy-queue.ts";
import type { CutCopies } from "./cut-copies.ts";
import type { SyncListener } from "./sync-listener.ts";
import type { CopyOutcome, TableCopies } from "./table-copies.ts";

export interface LakeTableCopiesParts {
  readonly connections: Pick<ConnectionStore, "findAnywhere">;
  readonly tables: Pick<SourceTableStore, "find" | "listSynced" | "noteDropped">;
  readonly maker: Pick<CopyMaker, "make">;
  readonly commits: Pick<CopyCommitStore, "forget" | "settleAll">;
  readonly cutCopies: Pick<CutCopies, "drop" | "tidy">;
  readonly lake: Pick<Lake, "dropTable" | "deleteDatabases">;
  readonly listener: SyncListener;
  /** Tables of one connection that are copied at a time. */
  readonly maxPerConnection: number;
}

const NOTHING_COPIED: CopyOutcome = {
  rowsSynced: 0,
  durationMs: 0,
  isChanged: false,
  warnings: [],
};

export class LakeTableCopies implements TableCopies {
  readonly #parts: LakeTableCopiesParts;
  readonly #slots: Slots;
  /** By connection, then by table. */
  readonly #queues = new Map<string, Map<string, CopyQueue>>();
  readonly #ended = new Set<string>();

  constructor(parts: LakeTableCopiesParts) {
    this.#parts = parts;
    this.#slots = new Slots(parts.maxPerConnection);
  }

  /** Puts right what a crash left behind. */
  async recover(): Promise<void> {
    await this.#parts.commits.settleAll();
    await this.tidy();
  }

  tidy(): Promise<void> {
    return this.#parts.cutCopies.tidy();
  }

  async ensure(connection: Connection, name: SourceTableName, signal: AbortSignal): Promise<void> {
    const table = await this.#find(connection, name);
    if (table.syncedAt !== undefined) return;
    const queue = this.#queueOf(connection.id, table);
    await queue.joinAny(
      (stop) => this.#make(connection.id, table, { isFirst: true }, stop),
      signal,
    );
  }

  async refresh(
    connection: Connection,
    name: SourceTableName,
    signal: AbortSignal,
  ): Promise<CopyOutcome> {
    const table = await this.#find(connection, name);
    const queue = this.#queueOf(connection.id, table);
    return queue.joinNext(
      (stop) => this.#make(connection.id, table, { isFirst: false }, stop),
      signal,
    );
  }

  async purge(connection: Connection, name: SourceTableName | undefined): Promise<void> {
    const { id } = connection;
    const table = name === undefined ? undefined : await this.#find(connection, name);
    for (const [key, queue] of this.#queues.get(id) ?? []) {
      const isMeant = table === undefined || key === keyOf(table);
      if (isMeant && !queue.isEmpty) {
        throw conflict("Rows of it are being copied at this moment; purge it when that is over.");
      }
    }
    const synced = await this.#parts.tables.listSynced(id);
    const meant =
      table === undefined ? synced : synced.filter((one) => keyOf(one) === keyOf(table));
    for (const one of meant) await this.#drop(id, one);
    await this.#parts.cutCopies.drop(id, table);
  }

  async end(connectionId: string): Promise<void> {
    this.#ended.add(connectionId);
    const reason = notFound(`Connection '${connectionId}' was deleted.`);
    for (const queue of this.#queues.get(connectionId)?.values() ?? []) await queue.stop(reason);
    this.#queues.delete(connectionId);
    await this.#parts.listener.ended(connectionId);
    await this.#parts.lake.deleteDatabases([connectionId]);
    await this.#parts.cutCopies.drop(connectionId, undefined);
  }

  async close(): Promise<void> {
    const reason = new Error("the server is shutting down");
    for (const queues of this.#queues.values()) {
      for (const queue of queues.values()) await queue.stop(reason);
    }
  }

  async #make(
    connectionId: string,
    name: SourceTableName,
    { isFirst }: { readonly isFirst: boolean },
    signal: AbortSignal,
  ): Promise<CopyOutcome> {
    return this.#slots.run(connectionId, signal, async () => {
      // As it is now: it may have waited, and the connection may be another one by then.
      const connection = await this.#parts.connections.findAnywhere(connectionId);
      if (connection === undefined || this.#ended.has(connectionId)) {
        throw notFound(`Connection '${connectionId}' not found.`);
      }
      if (isFirst && (await this.#find(connection, name)).syncedAt !== undefined) {
        return NOTHING_COPIED;
      }
      const outcome = await this.#parts.maker.make(connection, name, signal);
      const { workspaceId } = connection;
      const { schema, table } = name;
      if (outcome.isChanged) {
        this.#parts.listener.synced({ workspaceId, connectionId, schema, table });
      }
      return outcome;
    });
  }

  /** Nobody begins to read it any more before its rows go. */
  async #drop(connectionId: string, name: SourceTableName): Promise<void> {
    const { commits, tables, lake } = this.#parts;
    await commits.forget(connectionId, name);
    await tables.noteDropped(connectionId, name);
    try {
      await lake.dropTable(connectionId, name);
    } catch (error) {
      if (!(error instanceof DatabaseNotFoundError)) throw error;
    }
  }

  async #find({ id }: Connection, name: SourceTableName): Promise<SourceTable> {
    const table = await this.#parts.tables.find(id, name);
    if (table !== undefined) return table;
    throw tableNotFound(name);
  }

  #queueOf(connectionId: string, table: SourceTableName): CopyQueue {
    const queues = this.#queues.get(connectionId) ?? new Map<string, CopyQueue>();
    this.#queues.set(connectionId, queues);
    for (const [key, queue] of queues) if (queue.isEmpty) queues.delete(key);
    const queue = queues.get(keyOf(table)) ?? new CopyQueue();
    queues.set(keyOf(table), queue);
    return queue;
  }
}

function keyOf({ schema, table }: SourceTableName): string {
  return JSON.stringify([schema, table]);
}
