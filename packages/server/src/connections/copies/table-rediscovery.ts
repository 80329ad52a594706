import type { Connectors } from "../../connectors/connectors.ts";
import { SourceError } from "../../connectors/source-error.ts";
import type { Connection, SourceTable } from "../connection.ts";
import type { ConnectionService } from "../connection-service.ts";
import type { SourceTableStore } from "../source-table-store.ts";

export interface TableRediscoveryParts {
  readonly connectors: Pick<Connectors, "discover">;
  readonly connections: Pick<ConnectionService, "addressOf">;
  readonly tables: Pick<SourceTableStore, "updateDiscovered">;
}

/** Looks again at one table of a source whose columns do not seem to be what they were. */
export class TableRediscovery {
  readonly #parts: TableRediscoveryParts;

  constructor(parts: TableRediscoveryParts) {
    this.#parts = parts;
  }

  /**
   * Returns whether its columns or its key are others now, which are then recorded.
   * @throws {SourceError} `changed` when it is gone
   */
  async run(connection: Connection, table: SourceTable, signal: AbortSignal): Promise<boolean> {
    const { connectors, connections, tables } = this.#parts;
    const discovered = await connectors.discover(await connections.addressOf(connection), signal);
    const found = discovered.find(
      (one) => one.schema === table.schema && one.table === table.table,
    );
    if (found === undefined) {
      throw new SourceError(
        "changed",
        `The source has no table '${table.schema}.${table.table}' any more; a copy of it stays ` +
          "until it is purged.",
      );
    }
    await tables.updateDiscovered(connection.id, found);
    return shape(found) !== shape(table);
  }
}

function shape({ columns, key }: Pick<SourceTable, "columns" | "key">): string {
  const facts = columns.map(({ name, type, isNullable, sourceType }) => [
    name,
    type,
    isNullable,
    sourceType,
  ]);
  return JSON.stringify([facts, key]);
}
