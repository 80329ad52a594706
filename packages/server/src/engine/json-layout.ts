import type { Column } from "@hotdata/contract/types";
import type { FileEncoding } from "./csv-options.ts";

/** What an engine found out about a JSON file, all of which it has read. */
export interface JsonLayout {
  readonly kind: "json";
  readonly encoding: FileEncoding;
  /** Whether the engine's own reader makes the same values of it. */
  readonly isPlain: boolean;
  readonly rowCount: number;
  readonly longestRowBytes: number;
  readonly columns: readonly Column[];
}
