import type { Metastore } from "../metastore/open-metastore.ts";

/** A part that arrived whole. */
export interface UploadPart {
  readonly partNumber: number;
  readonly objectKey: string;
  readonly sizeBytes: number;
  /** SHA-256 in hexadecimal; sent in quotes as the `ETag` header. */
  readonly etag: string;
}

export type PutPartOutcome =
  | { readonly stored: true; readonly replacedKey: string | undefined }
  | { readonly stored: false };

/** Parts of open upload sessions. */
export class UploadPartStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Records a part in place of an earlier one, unless the session was closed meanwhile. */
  async put(uploadId: string, part: UploadPart): Promise<PutPartOutcome> {
    return this.#metastore.transaction().execute(async (transaction) => {
      const session = await transaction
        .selectFrom("uploads")
        .select("id")
        .where("id", "=", uploadId)
        .where("status", "=", "open")
        .executeTakeFirst();
      if (session === undefined) return { stored: false };
      const replaced = await transaction
        .selectFrom("upload_parts")
        .select("object_key")
        .where("upload_id", "=", uploadId)
        .where("part_number", "=", part.partNumber)
        .executeTakeFirst();
      const values = { object_key: part.objectKey, size_bytes: part.sizeBytes, etag: part.etag };
      await transaction
        .insertInto("upload_parts")
        .values({ upload_id: uploadId, part_number: part.partNumber, ...values })
        .onConflict((conflict) =>
          conflict.columns(["upload_id", "part_number"]).doUpdateSet(values),
        )
        .execute();
      return { stored: true, replacedKey: replaced?.object_key };
    });
  }

  /** By ascending number. */
  async list(uploadId: string): Promise<readonly UploadPart[]> {
    const rows = await this.#metastore
      .selectFrom("upload_parts")
      .selectAll()
      .where("upload_id", "=", uploadId)
      .orderBy("part_number")
      .execute();
    return rows.map((row) => ({
      partNumber: row.part_number,
      objectKey: row.object_key,
      sizeBytes: row.size_bytes,
      etag: row.etag,
    }));
  }

  /** Bytes of all parts but one. */
  async sizeWithout(uploadId: string, partNumber: number): Promise<number> {
    const { total } = await this.#metastore
      .selectFrom("upload_parts")
      .select(({ fn }) => fn.sum<number | null>("size_bytes").as("total"))
      .where("upload_id", "=", uploadId)
      .where("part_number", "<>", partNumber)
      .executeTakeFirstOrThrow();
    return total ?? 0;
  }
}
