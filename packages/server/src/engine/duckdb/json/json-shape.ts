import type { ColumnType } from "@hotdata/contract/types";
import type { JsonNode, JsonObject } from "./json-node.ts";
import { NumberShape } from "./number-shape.ts";
import { StringShape } from "./string-shape.ts";

/** Objects with more keys than this are taken for maps and stay JSON. */
const MAX_STRUCT_FIELDS = 200;
const MAX_STRUCT_DEPTH = 16;
const PLAIN_TYPES: ReadonlySet<string> = new Set([
  "BOOLEAN",
  "BIGINT",
  "DOUBLE",
  "VARCHAR",
  "DATE",
  "TIMESTAMP",
]);
const JSON_TYPE: ColumnType = { kind: "scalar", name: "JSON" };

/**
 * What the values of one place in JSON have in common. Values that no other type holds exactly stay
 * JSON: those of different kinds, numbers of too many digits, objects with too many keys.
 */
export class JsonShape {
  readonly #depth: number;
  #hasBoolean = false;
  #numbers: NumberShape | undefined;
  #strings: StringShape | undefined;
  #items: JsonShape | undefined;
  #fields: Map<string, JsonShape> | undefined;

  constructor(depth = 0) {
    this.#depth = depth;
  }

  add(text: string, node: JsonNode): void {
    switch (node.kind) {
      case "null":
        return;
      case "boolean":
        this.#hasBoolean = true;
        return;
      case "number":
        this.#numbers ??= new NumberShape();
        return this.#numbers.add(text.slice(node.start, node.end));
      case "string":
        this.#strings ??= new StringShape();
        return this.#strings.add(node.text);
      case "array":
        this.#items ??= new JsonShape(this.#depth + 1);
        for (const item of node.items) this.#items.add(text, item);
        return;
      case "object":
        return this.#addFields(text, node);
    }
  }

  /** The type of its values. */
  type(): ColumnType {
    const kinds = [this.#hasBoolean || undefined, this.#numbers, this.#strings, this.#items];
    const kindCount = [...kinds, this.#fields].filter((kind) => kind !== undefined).length;
    if (kindCount !== 1 || this.#depth > MAX_STRUCT_DEPTH) return JSON_TYPE;
    if (this.#hasBoolean) return { kind: "scalar", name: "BOOLEAN" };
    if (this.#numbers !== undefined) return this.#numbers.type() ?? JSON_TYPE;
    if (this.#strings !== undefined) return { kind: "scalar", name: this.#strings.type() };
    if (this.#items !== undefined) return { kind: "list", element: this.#items.type() };
    return structType(this.#fields ?? new Map());
  }

  /** Whether the engine's own reader of JSON makes such values without losing any of them. */
  isPlain(): boolean {
    const type = this.type();
    if (type.kind === "decimal") return false;
    if (type.kind === "scalar" && !PLAIN_TYPES.has(type.name)) return false;
    const parts = [this.#items, ...(this.#fields?.values() ?? [])];
    return (this.#numbers?.isPlain ?? true) && parts.every((part) => part?.isPlain() ?? true);
  }

  #addFields(text: string, { keys, values }: JsonObject): void {
    this.#fields ??= new Map();
    for (const [index, key] of keys.entries()) {
      const value = values[index];
      if (value === undefined || this.#fields.size > MAX_STRUCT_FIELDS) return;
      let field = this.#fields.get(key);
      if (field === undefined) {
        field = new JsonShape(this.#depth + 1);
        this.#fields.set(key, field);
      }
      field.add(text, value);
    }
  }
}

function structType(fields: ReadonlyMap<string, JsonShape>): ColumnType {
  const names = new Set([...fields.keys()].map((name) => name.toLowerCase()));
  const isStruct =
    fields.size > 0 &&
    fields.size <= MAX_STRUCT_FIELDS &&
    names.size === fields.size &&
    !fields.has("");
  if (!isStruct) return JSON_TYPE;
  return {
    kind: "struct",
    fields: [...fields].map(([name, field]) => ({ name, type: field.type() })),
  };
}
