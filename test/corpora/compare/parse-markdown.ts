/** Rows of a pipe table, without its header and the line below it; NULL and "" are both "". */
export function parseMarkdown(text: string): string[][] {
  const lines = text.split("\n").slice(2, -1);
  return lines.map((line) => {
    const cells = line.split(/(?<!(?:^|[^\\])(?:\\\\)*\\)\|/).slice(1, -1);
    return cells.map((cell) =>
      cell
        .slice(1, -1)
        .replaceAll("<br>", "\n")
        .replace(/\\([\\|])/g, "$1"),
    );
  });
}
