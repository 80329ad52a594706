/** Fewer than any service refuses; one answer stays a few megabytes. */
const MAX_TEXTS = 96;
const MAX_CHARS = 100_000;
/** Of one text: about what the models read; what is beyond is not sent. */
const MAX_TEXT_CHARS = 20_000;

/** A run of texts that are sent together, from the one at `start`. */
export interface TextBatch {
  readonly start: number;
  readonly texts: readonly string[];
}

/** Cuts texts into batches, by their count and by their characters. */
export function batchesOf(texts: readonly string[]): TextBatch[] {
  const batches: { start: number; texts: string[] }[] = [];
  let chars = 0;
  for (const [at, whole] of texts.entries()) {
    const text = cutText(whole);
    const last = batches.at(-1);
    if (last === undefined || last.texts.length === MAX_TEXTS || chars + text.length > MAX_CHARS) {
      batches.push({ start: at, texts: [text] });
      chars = 0;
    } else last.texts.push(text);
    chars += text.length;
  }
  return batches;
}

/** No half of a character is left at the cut. */
function cutText(text: string): string {
  if (text.length <= MAX_TEXT_CHARS) return text;
  return text.slice(0, MAX_TEXT_CHARS).replace(/[\uD800-\uDBFF]$/, "");
}
