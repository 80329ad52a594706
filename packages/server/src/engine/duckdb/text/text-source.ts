import type { FileEncoding } from "../../csv-options.ts";
import type { LoadSource } from "../../engine.ts";

/** A text file and what it takes to read it. */
export interface TextSource {
  readonly path: string;
  readonly compression: LoadSource["compression"];
  readonly encoding: FileEncoding;
  /** What to call the file in messages. */
  readonly label: string;
}
