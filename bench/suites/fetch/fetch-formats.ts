export interface FetchFormat {
  /** As the server is asked for it. */
  readonly name: "arrow" | "json" | "csv";
  readonly title: string;
  readonly roapiType: string;
  /** Of bare DuckDB's `COPY`; it has none for Arrow. */
  readonly copyOptions?: string;
  /** Goals for a million rows on two cores. */
  readonly totalAimMs: number;
  readonly fetchAimMs?: number;
}

export const FETCH_FORMATS: readonly FetchFormat[] = [
  {
    name: "arrow",
    title: "Arrow",
    roapiType: "application/vnd.apache.arrow.stream",
    totalAimMs: 600,
    fetchAimMs: 380,
  },
  {
    name: "json",
    title: "JSON",
    roapiType: "application/json",
    copyOptions: "FORMAT json, ARRAY",
    totalAimMs: 2_000,
  },
  {
    name: "csv",
    title: "CSV",
    roapiType: "application/csv",
    copyOptions: "FORMAT csv, HEADER",
    totalAimMs: 1_000,
  },
];
