import { basename } from "node:path";

/**
 * Why the result's file could not be written, without the file's place; undefined when the
 * statement failed for another reason.
 */
export function notStoredReason(error: unknown, resultPath: string): string | undefined {
  if (!(error instanceof Error) || !error.message.startsWith("IO Error: ")) return undefined;
  const [line = ""] = error.message.split("\n", 1);
  if (!line.includes(basename(resultPath))) return undefined;
  const cause = /": ([^"/]+)$/.exec(line)?.[1];
  const detail = cause === undefined ? "" : ` (${cause})`;
  return `the server could not write to its folder of results${detail}.`;
}
