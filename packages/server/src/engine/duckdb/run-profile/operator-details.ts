import { dirname } from "node:path";
import type { ExecuteRequest, VisibleTable } from "../../engine.ts";

/** Longer texts are cut: lists of constants and of columns. */
const MAX_TEXT_LENGTH = 400;
/** Characters of all details of one profile. */
const MAX_LENGTH = 100_000;
const FILES = "Filename(s)";

/** What the engine tells of operators, without the server's files; bounded in size. */
export class OperatorDetails {
  readonly #tablesByPath: ReadonlyMap<string, string>;
  readonly #dataDir: string;
  #left = MAX_LENGTH;
  #isWhole = true;

  constructor({ tables, resultPath }: ExecuteRequest) {
    this.#tablesByPath = new Map(tables.flatMap(pathsOf));
    // Results are in a folder of the data folder, like everything that statements read.
    this.#dataDir = dirname(dirname(resultPath));
  }

  /** False when some were cut or left out. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  of(info: Readonly<Record<string, unknown>>): Record<string, string> {
    const details: Record<string, string> = {};
    const table = this.#tableOf(info[FILES]);
    if (table !== undefined) this.#add(details, "Table", table);
    for (const [name, value] of Object.entries(info)) {
      if (name !== FILES) this.#add(details, name, textOf(value));
    }
    return details;
  }

  #add(details: Record<string, string>, name: string, text: string): void {
    const shown = this.#withoutPaths(text);
    const isCut = shown.length > MAX_TEXT_LENGTH;
    const kept = isCut ? `${shown.slice(0, MAX_TEXT_LENGTH)}…` : shown;
    const length = name.length + kept.length;
    if (isCut || length > this.#left) this.#isWhole = false;
    if (length > this.#left) return;
    this.#left -= length;
    details[name] = kept;
  }

  #withoutPaths(text: string): string {
    const [start = "", ...others] = text.split(this.#dataDir);
    return [start, ...others.map((rest) => rest.replace(/^[^\s'"]*/, ""))].join("…");
  }

  #tableOf(files: unknown): string | undefined {
    const [first = ""] = textOf(files ?? "").split(", ");
    return this.#tablesByPath.get(first);
  }
}

function pathsOf({ catalog, schema, table, scan }: VisibleTable): [string, string][] {
  return scan.parts.flatMap((part) =>
    part.kind === "files"
      ? part.files.map((file): [string, string] => [file.path, `${catalog}.${schema}.${table}`])
      : [],
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
