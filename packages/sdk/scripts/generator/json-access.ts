export type JsonObject = Readonly<Record<string, unknown>>;

/** The document is not what the generator understands; `where` says which part. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";

  constructor(where: string, problem: string) {
    super(`${where}: ${problem}`);
  }
}

export function asObject(value: unknown, where: string): JsonObject {
  if (isObject(value)) return value;
  throw new DocumentError(where, "must be an object");
}

export function asArray(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new DocumentError(where, "must be an array");
}

export function asString(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  throw new DocumentError(where, "must be a string");
}

/** The entries of an optional object; none when it is absent. */
export function entriesOf(value: unknown, where: string): readonly (readonly [string, unknown])[] {
  return value === undefined ? [] : Object.entries(asObject(value, where));
}

/** A text of an object; empty when it has none. */
export function textOf(owner: JsonObject, key: string): string {
  return typeof owner[key] === "string" ? owner[key] : "";
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
