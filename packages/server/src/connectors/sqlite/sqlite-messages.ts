import type { DiscoveredTable } from "../connector.ts";
import type { SourceErrorKind } from "../source-error.ts";

export type SqliteRequest =
  | { readonly type: "open"; readonly path: string }
  | { readonly type: "check" }
  | { readonly type: "discover"; readonly scanRows: number }
  | {
      readonly type: "rows";
      readonly sqlText: string;
      readonly values: readonly (string | number | bigint)[];
    }
  /** For the next rows of the statement that was begun. */
  | { readonly type: "more" }
  /** Ends the statement that was begun. */
  | { readonly type: "stop" };

export type SqliteAnswer =
  | { readonly type: "done" }
  | { readonly type: "opened"; readonly isUtf8: boolean }
  | { readonly type: "tables"; readonly tables: readonly DiscoveredTable[] }
  | {
      readonly type: "piece";
      readonly text: Uint8Array<ArrayBuffer>;
      readonly rowCount: number;
      readonly longestRowBytes: number;
    }
  | { readonly type: "failure"; readonly kind: SourceErrorKind; readonly message: string }
  | { readonly type: "fault"; readonly message: string; readonly stack: string | undefined };
