import type { ColumnReader } from "../../engine/duckdb/columns/column-reader.ts";
import { AS_TEXT, readInlineTexts } from "../../engine/duckdb/columns/read-texts.ts";
import { columnSql } from "../../engine/duckdb/columns/column-sql.ts";
import type { VectorBatch } from "../../engine/duckdb/columns/read-vectors.ts";
import { type Embedder, isBlank } from "../embeddings/embedder.ts";
import { EmbeddingFiles } from "../embeddings/embedding-files.ts";
import type { Embedding } from "../search-index.ts";
import type { IndexFolder } from "./index-folder.ts";
import { type FileSource, filesOf, type InlineSource } from "./segment-source.ts";

export interface EmbeddedColumnParts {
  readonly reader: ColumnReader;
  readonly embedder: Embedder;
  readonly folder: IndexFolder;
}

/** A column of texts as the vectors that an index's provider makes of them. */
export class EmbeddedColumn {
  readonly #parts: EmbeddedColumnParts;
  #embedding: Embedding;
  #files: EmbeddingFiles;

  constructor(embedding: Embedding, parts: EmbeddedColumnParts) {
    this.#parts = parts;
    this.#embedding = embedding;
    this.#files = this.#filesWith(embedding);
  }

  /** The key of the provider may change. */
  renew(embedding: Embedding): void {
    if (JSON.stringify(embedding) === JSON.stringify(this.#embedding)) return;
    this.#embedding = embedding;
    this.#files = this.#filesWith(embedding);
  }

  /** Files of the vectors of data files, in order, made where they are missing. */
  async pathsOf(sources: readonly FileSource[], signal: AbortSignal): Promise<string[]> {
    const paths: string[] = [];
    for (const source of sources) {
      const textsSql = columnSql(filesOf([source]), (value) => `${AS_TEXT(value)} AS text`);
      paths.push(await this.#files.ensure({ name: source.name, textsSql }, signal));
    }
    return paths;
  }

  /** Vectors of rows that are kept in the catalog. */
  async *ofInline(source: InlineSource, signal: AbortSignal): AsyncGenerator<VectorBatch> {
    const { reader, embedder } = this.#parts;
    for await (const { file, firstRow, rowCount, texts } of readInlineTexts(
      reader,
      source,
      signal,
    )) {
      const rows = [...texts.keys()].filter((index) => !isBlank(texts[index] ?? ""));
      const wanted = rows.map((index) => texts[index] ?? "");
      const vectors = await embedder.embedTexts(this.#embedding, wanted, signal);
      yield { file, rowCount, rows: Uint32Array.from(rows, (row) => firstRow + row), vectors };
    }
  }

  #filesWith(embedding: Embedding): EmbeddingFiles {
    const { reader, embedder, folder } = this.#parts;
    return new EmbeddingFiles({
      folder,
      embedding,
      embedder,
      open: () => reader.openTextVectors(),
    });
  }
}
