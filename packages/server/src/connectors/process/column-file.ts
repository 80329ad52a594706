import { ByteWriter } from "hyparquet-writer/src/bytewriter.js";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";
import type { LoadSource, RowTextColumn } from "../../engine/engine.ts";
import { plainPage } from "../columns/plain-page.ts";
import { type FileMetadata, type PlainType, plainType } from "../columns/plain-type.ts";
import type { ColumnValues, RowGroup } from "../columns/row-group.ts";
import { SpoolFile, type SpoolFileRequest } from "./spool-file.ts";

type GroupMetadata = FileMetadata["row_groups"][number];
type ChunkMetadata = GroupMetadata["columns"][number];

const MAGIC = Buffer.from("PAR1");

/** A Parquet file of rows on their way to the engine: nothing in it is compressed. */
export class ColumnFile {
  readonly #file: SpoolFile;
  readonly #columns: readonly NamedColumn[];
  readonly #groups: GroupMetadata[] = [];
  #sizeBytes = 0;
  #rowCount = 0;

  private constructor(file: SpoolFile, columns: readonly NamedColumn[]) {
    this.#file = file;
    this.#columns = columns;
  }

  static async create(request: SpoolFileRequest): Promise<ColumnFile> {
    const columns = request.columns.map(namedColumn);
    return new ColumnFile(await SpoolFile.create(request), columns);
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  async add({ rowCount, columns, release }: RowGroup): Promise<void> {
    const parts: Uint8Array[] = this.#sizeBytes === 0 ? [MAGIC] : [];
    const start = this.#sizeBytes + sizeOf(parts);
    let at = start;
    const chunks: ChunkMetadata[] = [];
    for (const [index, column] of this.#columns.entries()) {
      const page = plainPage(valuesAt(columns, index), rowCount);
      const bytes = sizeOf(page);
      chunks.push(chunkMetadata(column, { at, bytes, rowCount }));
      parts.push(...page);
      at += bytes;
    }
    this.#sizeBytes = at;
    this.#rowCount += rowCount;
    this.#groups.push({
      columns: chunks,
      total_byte_size: BigInt(at - start),
      num_rows: BigInt(rowCount),
    });
    await this.#file.write(parts, release);
  }

  finish(): Promise<LoadSource> {
    return this.#file.finish([this.#footer(), MAGIC], {
      rowCount: this.#rowCount,
      form: { kind: "columns" },
    });
  }

  discard(): Promise<void> {
    return this.#file.discard();
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
