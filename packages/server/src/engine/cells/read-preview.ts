import type { ExecuteRequest, ResultPreview } from "../engine.ts";

type PreviewSize = ExecuteRequest["preview"];

/** Takes rows until there are no more, or the next one would be too many or too much. */
export async function readPreview(
  rowTexts: AsyncIterable<string> | Iterable<string>,
  { maxRows, maxBytes }: PreviewSize,
): Promise<ResultPreview> {
  const rows: string[] = [];
  let sizeBytes = 0;
  for await (const text of rowTexts) {
    sizeBytes += Buffer.byteLength(text) + 1;
    if (rows.length >= maxRows || sizeBytes > maxBytes) return { rows, truncated: true };
    rows.push(text);
  }
  return { rows, truncated: false };
}
