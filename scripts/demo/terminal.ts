const BAR_WIDTH = 24;

export function heading(text: string): void {
  console.log(`\n${text}\n${"-".repeat(text.length)}`);
}

/** A progress bar on one line; without a terminal only its end is printed. */
export function bar(label: string, total: number) {
  const isLive = process.stdout.isTTY;
  let done = 0;
  const draw = (note: string): string => {
    const filled = Math.round((Math.min(done, total) / total) * BAR_WIDTH);
    const cells = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
    return `${label.padEnd(32)} [${cells}] ${(total / 1e6).toFixed(1)} MB ${note}`;
  };
  return {
    add(bytes: number): void {
      done += bytes;
      if (isLive) process.stdout.write(`\r${draw("")}`);
    },
    end(note: string): void {
      done = total;
      process.stdout.write(`${isLive ? "\r" : ""}${draw(note)}\n`);
    },
  };
}

/** Rows as an aligned table. */
export function grid(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const lines = [columns.map(String), ...rows.map((row) => row.map(cell))];
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((line) => line[index]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((text, index) => text.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function cell(value: unknown): string {
  if (typeof value === "number") return value.toLocaleString("en");
  return typeof value === "string" ? value : JSON.stringify(value);
}
