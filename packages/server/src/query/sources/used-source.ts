import type { ReadMode } from "../../connections/connection.ts";

/** What a statement had of a table of an outside source. */
export interface UsedSource {
  readonly connectionId: string;
  /** What the statement calls the source. */
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
  readonly readMode: ReadMode;
  /** What the source was asked, without values; undefined where a copy was read. */
  readonly statement: string | undefined;
  /** What came from the source, where it is known; not known of copies. */
  readonly rows: number | undefined;
  readonly bytes: number | undefined;
  /** Time that the statement waited for it; undefined where the copy was there already. */
  readonly durationMs: number | undefined;
  /** When the copy was made; undefined where none was read. */
  readonly syncedAt: Date | undefined;
}
