import type { ResultColumn, TextFormat } from "../../engine.ts";

/** What comes before the rows; nothing in JSON. */
export function headerText(columns: readonly ResultColumn[], format: TextFormat): string {
  const names = columns.map((column) => column.name);
  if (format === "csv") return `${names.map(csvName).join(",")}\n`;
  if (format === "md") {
    const cells = names.map((name) =>
      name.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll(/\r?\n/g, "<br>"),
    );
    return `| ${cells.join(" | ")} |\n|${" --- |".repeat(names.length)}\n`;
  }
  return "";
}

function csvName(name: string): string {
  return name === "" || /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
