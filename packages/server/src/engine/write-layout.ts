/** How the rows of a table are spread over files, and in which order they lie in them. */
export interface TableLayout {
  /** Every file holds one combination of these values; files hold any rows when empty. */
  readonly partitionBy: readonly PartitionKey[];
  /** Most significant first; no order when empty. */
  readonly sortedBy: readonly SortKey[];
}

/** The layout of one write. */
export interface WriteLayout extends TableLayout {
  /** Size at which the next file of a sorted table without partitions begins. */
  readonly targetFileBytes: number;
  /** More combinations of partition values in one write are refused. */
  readonly maxPartitions: number;
}

/** Parts of a date count as the calendar does: months 1 to 12, days 1 to 31, hours 0 to 23. */
export type PartitionTransform = "identity" | "year" | "month" | "day" | "hour";

export interface PartitionKey {
  readonly column: string;
  readonly transform: PartitionTransform;
}

export interface SortKey {
  readonly column: string;
  readonly direction: "asc" | "desc";
  readonly nulls: "first" | "last";
}
