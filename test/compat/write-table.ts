import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const PAGE = join(import.meta.dirname, "../../docs/compatibility.md");
const BEGIN = "<!-- compat table: written by npm run compat -- --write -->";
const END = "<!-- end of compat table -->";

/** Puts the table between the markers of docs/compatibility.md. */
export async function writeTable(table: string): Promise<void> {
  const page = await readFile(PAGE, "utf8");
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${PAGE} has lost its table markers`);
  const head = page.slice(0, begin + BEGIN.length);
  await writeFile(PAGE, `${head}\n\n${table}\n\n${page.slice(end)}`);
}
