import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { FileCase } from "./file-case.ts";

const folder = dirname(createRequire(import.meta.url).resolve("csv-spectrum/package.json"));
const rowsModel = z.array(z.record(z.string(), z.string()));

/** Every file of csv-spectrum, with the cells that come with it. */
export const SPECTRUM_CASES: readonly FileCase[] = readdirSync(join(folder, "csvs")).map((file) => {
  const body = readFileSync(join(folder, "csvs", file));
  const name = `csv-spectrum: ${file}`;
  return { name, body, contentType: "text/csv", expected: { rows: rowsOf(file, body) } };
});

function rowsOf(file: string, body: Buffer): readonly (readonly string[])[] {
  // The JSON beside this one has other values than the file.
  if (file === "location_coordinates.csv") {
    const lines = body.toString("utf8").trim().split("\n");
    return lines.slice(1).map((line) => line.split(","));
  }
  const json = readFileSync(join(folder, "json", file.replace(/csv$/, "json")), "utf8");
  return rowsModel.parse(JSON.parse(json)).map((row) => Object.values(row));
}
