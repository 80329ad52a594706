import { ColumnReader } from "../../engine/duckdb/columns/column-reader.ts";
import { Mutex } from "../../engine/duckdb/mutex.ts";
import { EngineDiskFullError, SqlError } from "../../engine/engine.ts";
import type { RemovedIndex, SearchProcessSettings } from "../process/search-protocol.ts";
import { embeddedFolder } from "../embeddings/embedding-files.ts";
import { EmbeddedColumn } from "./embedded-column.ts";
import { Embedder } from "../embeddings/embedder.ts";
import type { Embedding, SearchIndex, TextIndex, VectorIndex } from "../search-index.ts";
import type { FindRequest, IndexedScan, IndexState, SearchHits } from "../search.ts";
import { openTextAnalyzer } from "../text/analysis/open-text-analyzer.ts";
import { PostingCache } from "../text/segment/posting-cache.ts";
import type { TextSegment } from "../text/text-segment.ts";
import { BlockCache } from "../vector/block-cache.ts";
import { VectorLengthError } from "../vector/vector-length-error.ts";
import type { VectorSegment } from "../vector/vector-segment.ts";
import { DeletedRows } from "./deleted-rows.ts";
import { IndexFolder } from "./index-folder.ts";
import { type OpenIndex, openIndex } from "./open-index.ts";
import { SegmentCache } from "./segment-cache.ts";
import { SegmentShelf } from "./segment-shelf.ts";
import { TextKind } from "./text-kind.ts";
import { TextSearcher } from "./text-searcher.ts";
import { VectorKind } from "./vector-kind.ts";
import { VectorSearcher } from "./vector-searcher.ts";

const SWEEP_EVERY_MS = 60_000;

interface KnownIndex {
  /** Tells the models apart that an index's vectors may be of. */
  readonly model: string;
  readonly open: Promise<OpenIndex>;
}

const REPLACED = "the model that makes the index's vectors was changed in the meantime";

/** All that the search process does with segments. */
export class Segments {
  readonly #reader: ColumnReader;
  readonly #deletedRows: DeletedRows;
  readonly #texts: SegmentCache<TextSegment>;
  readonly #postings: PostingCache;
  readonly #vectors: SegmentCache<VectorSegment>;
  readonly #blocks: BlockCache;
  readonly #embedder = new Embedder();
  readonly #turns = new Mutex();
  readonly #indexes = new Map<string, KnownIndex>();
  readonly #sweepTimer: NodeJS.Timeout;

  private constructor(reader: ColumnReader, cacheBytes: number) {
    this.#reader = reader;
    this.#deletedRows = new DeletedRows(reader);
    this.#texts = new SegmentCache(cacheBytes / 8);
    this.#postings = new PostingCache(cacheBytes / 8);
    this.#vectors = new SegmentCache(cacheBytes / 4);
    this.#blocks = new BlockCache(cacheBytes / 2);
    this.#sweepTimer = setInterval(() => void this.#sweep(), SWEEP_EVERY_MS);
  }

  static async open({ duckdb, cacheBytes }: SearchProcessSettings): Promise<Segments> {
    return new Segments(await ColumnReader.open(duckdb), cacheBytes);
  }

  find(request: FindRequest, signal: AbortSignal): Promise<SearchHits> {
    return told(async () => (await this.#indexOf(request.index)).find(request, signal));
  }

  prepare(indexed: IndexedScan, signal: AbortSignal): Promise<IndexState> {
    return told(async () => (await this.#indexOf(indexed.index)).prepare(indexed, signal));
  }

  /** Vectors of texts to search for. */
  embed(
    embedding: Embedding,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    return this.#embedder.embedQueries(embedding, texts, signal);
  }

  /** Closes what belongs to an index that was deleted; its folder is the caller's to remove. */
  async remove({ id }: RemovedIndex): Promise<void> {
    const index = await this.#indexes.get(id)?.open;
    this.#indexes.delete(id);
    index?.close(new SqlError("the index was deleted in the meantime"));
  }

  shrink(): void {
    this.#texts.clear();
    this.#vectors.clear();
    this.#deletedRows.clear();
  }

  async close(): Promise<void> {
    clearInterval(this.#sweepTimer);
    for (const { open } of this.#indexes.values()) {
      (await open).close(new Error("the search process ends"));
    }
    this.shrink();
    this.#reader.close();
    await this.#embedder.close();
  }

  #indexOf(index: SearchIndex): Promise<OpenIndex> {
    const model = index.kind === "vector" ? embeddedFolder(index) : "";
    const known = this.#indexes.get(index.id);
    if (known?.model === model) return known.open;
    // Vectors of another model are others: they have a folder of their own.
    known?.open.then((open) => open.close(new SqlError(REPLACED))).catch(() => undefined);
    const open = index.kind === "vector" ? this.#openVectors(index) : this.#openTexts(index);
    this.#indexes.set(index.id, { model, open });
    open.catch(() => this.#indexes.delete(index.id));
    return open;
  }

  async #openTexts({ folder: path, analysis }: TextIndex): Promise<OpenIndex> {
    const analyzer = await openTextAnalyzer(analysis);
    const kind = new TextKind({ reader: this.#reader, analyzer, postings: this.#postings });
    const folder = new IndexFolder(path);
    const shared = { turns: this.#turns, folder };
    return openIndex({
      shelf: new SegmentShelf({ ...shared, kind, cache: this.#texts }),
      searcher: new TextSearcher(analyzer),
      folder,
      deletedRows: this.#deletedRows,
      isDamage: (error) => kind.isDamage(error),
      renew: () => undefined,
    });
  }

  async #openVectors(index: VectorIndex): Promise<OpenIndex> {
    const { metric, embedding } = index;
    const folder = new IndexFolder(embeddedFolder(index));
    const reader = this.#reader;
    const embedded =
      embedding && new EmbeddedColumn(embedding, { reader, embedder: this.#embedder, folder });
    const kind = new VectorKind({ metric, folder, reader, blocks: this.#blocks, embedded });
    const shared = { turns: this.#turns, folder };
    return openIndex({
      shelf: new SegmentShelf({ ...shared, kind, cache: this.#vectors }),
      searcher: new VectorSearcher(metric),
      folder,
      deletedRows: this.#deletedRows,
      isDamage: (error) => kind.isDamage(error),
      renew: (renewed) => {
        if (renewed.kind !== "vector" || renewed.embedding === undefined) return;
        embedded?.renew(renewed.embedding);
      },
    });
  }

  async #sweep(): Promise<void> {
    // What cannot be removed now is tried again in a minute.
    for (const { open } of this.#indexes.values()) {
      await open.then(({ folder }) => folder.sweep()).catch(() => undefined);
    }
  }
}

/** Turns errors that have a class of their own here into such as the API process knows. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof VectorLengthError) throw new SqlError(error.message);
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") {
      throw new EngineDiskFullError("the disk has no space left for the index");
    }
    throw error;
  }
}
