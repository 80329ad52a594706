import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { ByteWriter } from "hyparquet-writer/src/bytewriter.js";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";
import type { LoadSource, RowTextColumn } from "../../engine/engine.ts";
import { type PlainType, plainType, type FileMetadata } from "./plain-type.ts";
import { plainPage } from "./plain-page.ts";
import type { ColumnValues, RowGroup } from "./row-group.ts";

export interface ColumnFileRequest {
  readonly folder: string;
  readonly columns: readonly RowTextColumn[];
  readonly label: string;
}

type GroupMetadata = FileMetadata["row_groups"][number];
type ChunkMetadata = GroupMetadata["columns"][number];

const MAGIC = Buffer.from("PAR1");

/** A Parquet file of rows on their way to the engine: nothing in it is compressed. */
export class ColumnFile {
  readonly #request: ColumnFileRequest;
  readonly #columns: readonly NamedColumn[];
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #groups: GroupMetadata[] = [];
  #sizeBytes = 0;
  #rowCount = 0;

  private constructor(request: ColumnFileRequest, path: string, file: FileHandle) {
    this.#request = request;
    this.#columns = request.columns.map(namedColumn);
    this.#path = path;
    this.#file = file;
  }

  static async create(request: ColumnFileRequest): Promise<ColumnFile> {
    const path = join(request.folder, `${randomUUID()}.parquet`);
    const file = new ColumnFile(request, path, await open(path, "wx", 0o600));
    try {
      await file.#write([MAGIC]);
    } catch (error) {
      await file.discard();
      throw error;
    }
    return file;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  async add({ rowCount, columns }: RowGroup): Promise<void> {
    const start = this.#sizeBytes;
    const chunks: ChunkMetadata[] = [];
    const pages: Uint8Array[] = [];
    let at = start;
    for (const [index, column] of this.#columns.entries()) {
      const page = plainPage(valuesAt(columns, index), rowCount);
      const bytes = sizeOf(page);
      chunks.push(chunkMetadata(column, { at, bytes, rowCount }));
      pages.push(...page);
      at += bytes;
    }
    await this.#write(pages);
    this.#rowCount += rowCount;
    this.#groups.push({
      columns: chunks,
      total_byte_size: BigInt(at - start),
      num_rows: BigInt(rowCount),
    });
  }

  /** Writes the footer and hands the file over. */
  async finish(): Promise<LoadSource> {
    try {
      await this.#write([this.#footer(), MAGIC]);
      await this.#file.close();
    } catch (error) {
      await this.discard();
      throw error;
    }
    const { columns, label } = this.#request;
    return {
      path: this.#path,
      format: "rows",
      compression: "none",
      label,
      fullScan: false,
      rows: { columns, rowCount: this.#rowCount, form: { kind: "columns" } },
    };
  }

  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await rm(this.#path, { force: true });
  }

  async #write(parts: Uint8Array[]): Promise<void> {
    const bytes = sizeOf(parts);
    this.#sizeBytes += bytes;
    const { bytesWritten } = await this.#file.writev(parts);
    if (bytesWritten === bytes) return;
    // A full disk takes a part; the next write says so.
    await this.#file.writeFile(Buffer.concat(parts).subarray(bytesWritten));
  }

  #footer(): Uint8Array {
    const writer = new ByteWriter();
    const leaves = this.#columns.map(({ name, kind }) => {
      return { name, repetition_type: "OPTIONAL", ...kind } as const;
    });
    writeMetadata(writer, {
      version: 1,
      schema: [{ name: "rows", num_children: leaves.length }, ...leaves],
      num_rows: BigInt(this.#rowCount),
      row_groups: this.#groups,
      metadata_length: 0,
    });
    return writer.getBytes();
  }
}

interface NamedColumn {
  readonly name: string;
  readonly kind: PlainType;
}

function namedColumn({ type, encoding }: RowTextColumn, index: number): NamedColumn {
  const kind = plainType(encoding === "value" ? type : { kind: "scalar", name: "VARCHAR" });
  if (kind === undefined)
    throw new Error("a column is written as values that has no form for them");
  return { name: `c${index}`, kind };
}

function valuesAt(columns: readonly ColumnValues[], index: number): ColumnValues {
  const values = columns[index];
  if (values === undefined) throw new Error("a row group lacks a column");
  return values;
}

function chunkMetadata(
  { name, kind }: NamedColumn,
  { at, bytes, rowCount }: { at: number; bytes: number; rowCount: number },
): ChunkMetadata {
  return {
    file_offset: BigInt(at),
    meta_data: {
      type: kind.type,
      encodings: ["PLAIN", "RLE"],
      path_in_schema: [name],
      codec: "UNCOMPRESSED",
      num_values: BigInt(rowCount),
      total_uncompressed_size: BigInt(bytes),
      total_compressed_size: BigInt(bytes),
      data_page_offset: BigInt(at),
    },
  };
}

function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
