/** How texts become the terms of an index, and queries too. */
export interface TextAnalysis {
  /** Language (English name in lower case, as `english`) whose word endings are taken off; none when null. */
  readonly stemming: string | null;
  /** Language whose most frequent words are left out; none when null. */
  readonly stopWords: string | null;
  /** Whether letters lose their accents. */
  readonly asciiFolding: boolean;
}

export const METRICS = ["l2", "cosine", "dot"] as const;
/** Smaller is nearer: squared Euclidean distance, 1 - cosine, or the negative dot product. */
export type Metric = (typeof METRICS)[number];

interface SearchIndexBase {
  /** The index's id, which no other index ever has. */
  readonly id: string;
  /** Absolute path of its own folder; what is in there can be made again from the table. */
  readonly folder: string;
}

export interface TextIndex extends SearchIndexBase {
  readonly kind: "bm25";
  readonly analysis: TextAnalysis;
}

export interface VectorIndex extends SearchIndexBase {
  readonly kind: "vector";
  readonly metric: Metric;
  /** What makes vectors of an indexed text column; absent where the column holds vectors. */
  readonly embedding?: Embedding;
}

/** What a search process needs to know of an index. */
export type SearchIndex = TextIndex | VectorIndex;

/** A provider, ready for use. */
export type Embedding = ServiceEmbedding | LocalEmbedding;

export interface ServiceEmbedding {
  readonly kind: "service";
  /** Address that `/embeddings` is appended to. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** Length of the vectors to ask for; the model's own when undefined. */
  readonly dimensions: number | undefined;
  /** Whether addresses inside the server's own network may be asked. */
  readonly mayBeInternal: boolean;
}

export interface LocalEmbedding {
  readonly kind: "local";
  /** Absolute path of a folder with an ONNX model and its tokenizer. */
  readonly modelDir: string;
  /** Length that the vectors must have; the model's own when undefined. */
  readonly dimensions?: number | undefined;
}
