import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exportedNames } from "./exported-names.ts";
import { type ModelFields, modelFields } from "./model-fields.ts";

const SOURCE = join(import.meta.dirname, "../../src");

const HEADER = `// Names everything that the release exports: what later goes, or changes its kind, fails here.
import * as all from "hotdata";
import * as node from "hotdata/node";
import type * as types from "hotdata";

type Optional<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
/** What users may leave out of a request. */
type MayBeLeftOut<T, K extends Optional<T>> = K & keyof T;
/** What users find in an answer. */
type IsThere<T, K extends Exclude<keyof T, Optional<T>>> = K & keyof T;
`;

/** A program that uses every exported name, method and field of a model. */
export async function surfaceProgram(): Promise<string> {
  const main: object = await import("../../src/hotdata.ts");
  const node: object = await import("../../src/node/hotdata-node.ts");
  const values = new Set(Object.keys(main));
  const types = exportedNames(join(SOURCE, "hotdata.ts")).filter((name) => !values.has(name));
  const models = modelFields(readFileSync(join(SOURCE, "generated/models.ts"), "utf8"));
  return [
    HEADER,
    `export type {\n${lines(types)}} from "hotdata";\n`,
    `export const values = [\n${lines(usesOf("all", main))}];\n`,
    `export const nodeValues = [\n${lines(usesOf("node", node))}];\n`,
    `export type Fields = [\n${lines(models.flatMap(fieldUses))}];\n`,
  ].join("\n");
}

/** Each exported value, and the methods of classes. */
function usesOf(module: string, exports: object): readonly string[] {
  return Object.entries(exports)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, value]) => [
      `${module}.${name}`,
      ...methodsOf(value).map((method) => `${module}.${name}.prototype.${method}`),
    ]);
}

function methodsOf(value: unknown): readonly string[] {
  if (typeof value !== "function" || typeof value.prototype !== "object") return [];
  return Object.entries(Object.getOwnPropertyDescriptors(value.prototype))
    .filter(([name, { value: member }]) => name !== "constructor" && typeof member === "function")
    .map(([name]) => name);
}

function fieldUses({ name, required, optional }: ModelFields): readonly string[] {
  const keys = (fields: readonly string[]): string =>
    fields.map((field) => JSON.stringify(field)).join(" | ");
  if (!name.endsWith("Request")) {
    const there = required.length === 0 ? [] : [`IsThere<types.${name}, ${keys(required)}>`];
    const known = optional.length === 0 ? [] : [`Pick<types.${name}, ${keys(optional)}>`];
    return [...there, ...known];
  }
  const free = optional.length === 0 ? [] : [`MayBeLeftOut<types.${name}, ${keys(optional)}>`];
  const known = required.length === 0 ? [] : [`Pick<types.${name}, ${keys(required)}>`];
  return [...free, ...known];
}

function lines(items: readonly string[]): string {
  return items.map((item) => `  ${item},\n`).join("");
}
