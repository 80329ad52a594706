type Rows = readonly (readonly unknown[])[];

/** So many rows may differ in how a figure was rounded. */
const ROUNDED_PART = 0.02;

/**
 * Whether another engine's rows are the same but for its types: it writes averages with fewer
 * digits and times in another way, and may leave out NULLs.
 */
export function areRowsAlike(expected: Rows, found: Rows): boolean {
  if (expected.length !== found.length) return false;
  const wanted = sortedTexts(expected);
  const texts = sortedTexts(found);
  const different = wanted.filter((text, index) => text !== texts[index]).length;
  return different <= wanted.length * ROUNDED_PART;
}

function sortedTexts(rows: Rows): string[] {
  return rows.map((row) => row.flatMap(cellText).join("|")).toSorted();
}

function cellText(cell: unknown): string[] {
  if (cell === null || cell === undefined || cell === "") return [];
  const text = typeof cell === "string" ? cell : JSON.stringify(cell);
  const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
  if (day !== undefined) return [day];
  return [Number.isFinite(Number(text)) ? Number(text).toPrecision(3) : text];
}
