/** A file and what must become of it. */
export interface FileCase {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly contentType?: "text/csv" | "application/x-ndjson" | "text/tab-separated-values";
  /** Fields of the load request besides the upload and its mode. */
  readonly request?: Readonly<Record<string, unknown>>;
  readonly expected: Expected;
}

export type Expected =
  | {
      /** Names of the columns, when the case is about them. */
      readonly names?: readonly string[];
      /** Types of the columns, in order, when the case is about them. */
      readonly types?: readonly string[];
      /** The cells as they are written in the file; null where NULL is meant. */
      readonly rows: readonly (readonly (string | null)[])[];
      /** Lines of the rows that are reported as rejected. */
      readonly rejectedLines?: readonly number[];
    }
  | {
      /** The line that the refusal must name; undefined where the whole file is at fault. */
      readonly refusedLine: number | undefined;
      readonly message?: RegExp;
    };
