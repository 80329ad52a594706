/** Formats a stored result can be fetched in. */
export const RESULT_FORMATS = ["json", "arrow", "csv", "md", "parquet"] as const;

export type ResultFormat = (typeof RESULT_FORMATS)[number];

/** The `Content-Type` of each format. */
export const RESULT_CONTENT_TYPES = {
  json: "application/json",
  arrow: "application/vnd.apache.arrow.stream",
  csv: "text/csv; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
} as const satisfies Record<ResultFormat, string>;
