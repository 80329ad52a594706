/**
 * EXPLAIN ANALYZE names the data files it read; where the server keeps them is nobody's business.
 * Their number, told apart, stays.
 */
export function hideFileNames(plan: string): string {
  const inOtherFormats = plan
    .replace(/"Filename\(s\)":\s*"(?:[^"\\]|\\.)*"/g, '"Filename(s)": ""')
    .replace(/Filename\(s\)(: | = |=)[^\n│]*\//g, "Filename(s)$1");
  return inOtherFormats.includes("│") ? hideInBoxes(inOtherFormats) : inOtherFormats;
}

/** Operators stand side by side in boxes: a list of names ends with an empty line of its box. */
function hideInBoxes(plan: string): string {
  const hiding = new Set<number>();
  const lines = plan.split("\n").map((line) => {
    const cells = line.split("│").map((cell, index) => {
      const isListed = hiding.has(index);
      if (cell.includes("Filename(s):")) hiding.add(index);
      else if (cell.trim() === "" || /[┌└├]/.test(cell)) hiding.delete(index);
      return isListed && hiding.has(index) ? " ".repeat(cell.length) : cell;
    });
    return cells.join("│");
  });
  return lines.join("\n").replaceAll("Filename(s):", "            ");
}
