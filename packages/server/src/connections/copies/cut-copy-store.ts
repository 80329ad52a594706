import { sql } from "kysely";
import { z } from "zod";
import type { WrittenFile } from "../../engine/engine.ts";
import type { Metastore } from "../../metastore/open-metastore.ts";
import type { SourceTableName } from "../connection.ts";

/** A copy that was not made to its end. */
export interface CutCopy {
  /** Also the name of the folder of its files. */
  readonly id: string;
  /** Changes with the source and the columns that are read of it. */
  readonly readBasis: string;
  /** Changes with what the data files have to be like. */
  readonly writeBasis: string;
}

/** A copy with its parts, in the order in which they came. */
export interface FoundCopy {
  readonly copy: CutCopy;
  readonly parts: readonly CutPart[];
}

export interface CutPart {
  readonly number: number;
  /** What the source tells the part by. */
  readonly mark: string;
  readonly files: readonly CutFile[];
}

/** A data file, by its name in the copy's folder. */
export interface CutFile extends Omit<WrittenFile, "path" | "partitionValues"> {
  readonly name: string;
}

const filesModel = z.array(
  z.object({
    name: z.string(),
    rowCount: z.number(),
    sizeBytes: z.number(),
    footerSizeBytes: z.number(),
    statistics: z.array(
      z.object({
        fieldId: z.number(),
        columnSizeBytes: z.number(),
        valueCount: z.number(),
        nullCount: z.number(),
        min: z.string().nullable(),
        max: z.string().nullable(),
        containsNan: z.boolean().nullable(),
      }),
    ),
  }),
);

/** Cut copies as the metastore knows them; of one table there is one at most. */
export class CutCopyStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  async find(
    connectionId: string,
    { schema, table }: SourceTableName,
  ): Promise<FoundCopy | undefined> {
    const row = await this.#metastore
      .selectFrom("cut_copies")
      .select(["id", "read_basis as readBasis", "write_basis as writeBasis"])
      .where("connection_id", "=", connectionId)
      .where("schema_name", "=", schema)
      .where("table_name", "=", table)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const parts = await this.#metastore
      .selectFrom("cut_copy_parts")
      .select(["number", "mark", "files_json"])
      .where("copy_id", "=", row.id)
      .orderBy("number")
      .execute();
    return {
      copy: row,
      parts: parts.map(({ number, mark, files_json: files }) => ({
        number,
        mark,
        files: filesModel.parse(JSON.parse(files)),
      })),
    };
  }

  /** False when the table has been forgotten meanwhile. */
  async add(
    connectionId: string,
    { schema, table }: SourceTableName,
    { id, readBasis, writeBasis }: CutCopy,
  ): Promise<boolean> {
    const key = { connection_id: connectionId, schema_name: schema, table_name: table };
    return this.#metastore.transaction().execute(async (transaction) => {
      const known = await transaction
        .selectFrom("connection_tables")
        .select("connection_id")
        .where((row) => row.and(key))
        .executeTakeFirst();
      if (known === undefined) return false;
      const updated_at = new Date().toISOString();
      await transaction
        .insertInto("cut_copies")
        .values({ ...key, id, read_basis: readBasis, write_basis: writeBasis, updated_at })
        .execute();
      return true;
    });
  }

  /** False when the copy has been dropped meanwhile. */
  async addPart(copyId: string, { number, mark, files }: CutPart): Promise<boolean> {
    return this.#metastore.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable("cut_copies")
        .set({ updated_at: new Date().toISOString() })
        .where("id", "=", copyId)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return false;
      await transaction
        .insertInto("cut_copy_parts")
        .values({
          copy_id: copyId,
          number,
          mark,
          files_json: JSON.stringify(files),
          size_bytes: sizeOf(files),
        })
        .execute();
      return true;
    });
  }

  async dropParts(copyId: string, numbers: readonly number[]): Promise<void> {
    await this.#metastore
      .deleteFrom("cut_copy_parts")
      .where("copy_id", "=", copyId)
      .where("number", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(numbers)}))`)
      .execute();
  }

  async drop(copyId: string): Promise<void> {
    await this.#metastore.deleteFrom("cut_copies").where("id", "=", copyId).execute();
  }

  /** Those of one table, or of all tables of a connection; returns their ids. */
  async dropOf(connectionId: string, name: SourceTableName | undefined): Promise<string[]> {
    let query = this.#metastore.deleteFrom("cut_copies").where("connection_id", "=", connectionId);
    if (name !== undefined) {
      query = query.where("schema_name", "=", name.schema).where("table_name", "=", name.table);
    }
    return (await query.returning("id").execute()).map(({ id }) => id);
  }

  /** Those that nobody went on with since then. */
  async dropOlder(before: Date): Promise<void> {
    await this.#metastore
      .deleteFrom("cut_copies")
      .where("updated_at", "<", before.toISOString())
      .execute();
  }

  async listIds(): Promise<ReadonlySet<string>> {
    const rows = await this.#metastore.selectFrom("cut_copies").select("id").execute();
    return new Set(rows.map(({ id }) => id));
  }
}

export function sizeOf(files: readonly Pick<WrittenFile, "sizeBytes">[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
