/** How the rows of a write are spread over files, and in which order they lie in them. */
export interface WriteLayout {
  /** Every file holds one combination of these values; one group of files when empty. */
  readonly partitionBy: readonly PartitionKey[];
  /** Most significant first; in the source's order when empty. */
  readonly sortedBy: readonly SortKey[];
  /** Size at which the next file of a sorted table without partitions begins. */
  readonly targetFileBytes: number;
  /** More combinations in one write are refused. */
  readonly maxPartitions: number;
}

/** Parts of a date count as the calendar does: months 1 to 12, days 1 to 31, hours 0 to 23. */
export type PartitionTransform = "identity" | "year" | "month" | "day" | "hour";

export interface PartitionKey {
  /** Exactly as the written column is named. */
  readonly column: string;
  readonly transform: PartitionTransform;
}

export interface SortKey {
  readonly column: string;
  readonly direction: "asc" | "desc";
  readonly nulls: "first" | "last";
}
