import type { FileEncoding } from "../../csv-options.ts";
import { type LoadSource, SqlError } from "../../engine.ts";
import { findEncoding } from "../../find-encoding.ts";
import { readBytes } from "./read-bytes.ts";

/** A text file and what it takes to read it. */
export interface TextSource {
  readonly path: string;
  readonly compression: LoadSource["compression"];
  readonly encoding: FileEncoding;
  /** What to call the file in messages. */
  readonly label: string;
}

/** A source as text, in the given encoding or the one that its first bytes tell. */
export async function textSource(
  { path, compression, label }: LoadSource,
  given: FileEncoding | undefined,
  signal: AbortSignal,
): Promise<TextSource> {
  const file = { path, compression, label };
  if (given !== undefined) return { ...file, encoding: given };
  for await (const head of readBytes(file, signal)) {
    return { ...file, encoding: findEncoding(head) };
  }
  throw new SqlError(`${label} is empty`);
}
