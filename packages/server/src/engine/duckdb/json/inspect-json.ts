import type { Column } from "@hotdata/contract/types";
import { givenType } from "../given-type.ts";
import type { JsonLayout } from "../../json-layout.ts";
import { type LoadSource, type SourceDescription, SqlError } from "../../engine.ts";
import { textSource } from "../text/text-source.ts";
import type { JsonObject } from "./json-node.ts";
import { type JsonRecord, jsonRecords } from "./json-records.ts";
import { JsonShape } from "./json-shape.ts";

/** More columns than this make no table. */
const MAX_COLUMNS = 10_000;

/** Finds out the columns of a JSON file, from all of it. */
export async function inspectJson(
  source: LoadSource,
  signal: AbortSignal,
): Promise<SourceDescription> {
  const text = await textSource(source, undefined, signal);
  const shapes = new Columns(source.label);
  let rowCount = 0;
  let longestRowBytes = 0;
  for await (const records of jsonRecords(source, text, signal)) {
    for (const record of records) {
      if (record.object === undefined) continue;
      shapes.add(record, record.object);
      rowCount += 1;
      longestRowBytes = Math.max(longestRowBytes, (record.end - record.start) * 3);
    }
  }
  if (rowCount === 0) throw new SqlError(`${source.label} has no objects, so it has no columns`);
  const found = shapes.columns();
  const columns = found.map(({ name, type }) => ({ name, type: givenType(source, name) ?? type }));
  const isAsFound = columns.every(({ type }, index) => type === found[index]?.type);
  const isPlain =
    isAsFound &&
    !source.fullScan &&
    source.rejectsBadRows !== true &&
    text.encoding === "utf-8" &&
    shapes.arePlain();
  const layout: JsonLayout = {
    kind: "json",
    encoding: text.encoding,
    isPlain,
    rowCount,
    longestRowBytes,
    columns: found,
  };
  return { columns, layout };
}

class Columns {
  readonly #label: string;
  readonly #shapes = new Map<string, JsonShape>();
  /** By their names in lower case. */
  readonly #spellings = new Map<string, string>();

  constructor(label: string) {
    this.#label = label;
  }

  add({ text, line }: JsonRecord, { keys, values }: JsonObject): void {
    for (const [index, key] of keys.entries()) {
      const value = values[index];
      if (value !== undefined)
        (this.#shapes.get(key) ?? this.#newShape(key, line)).add(text, value);
    }
  }

  arePlain(): boolean {
    return [...this.#shapes].every(([name, shape]) => name !== "" && shape.isPlain());
  }

  columns(): Column[] {
    return [...this.#shapes].map(([name, shape]) => ({ name, type: shape.type() }));
  }

  #newShape(name: string, line: number): JsonShape {
    const twin = this.#spellings.get(name.toLowerCase());
    if (twin !== undefined) {
      throw new SqlError(
        `${this.#label}, line ${line}: there is the column "${twin}" twice, once more as "${name}"; ` +
          "rename one of the two, since names match in any case",
      );
    }
    if (this.#shapes.size === MAX_COLUMNS) {
      throw new SqlError(`${this.#label}, line ${line}: more than ${MAX_COLUMNS} different keys`);
    }
    const shape = new JsonShape();
    this.#spellings.set(name.toLowerCase(), name);
    this.#shapes.set(name, shape);
    return shape;
  }
}
