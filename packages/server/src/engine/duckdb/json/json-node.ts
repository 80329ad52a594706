/** A value of a JSON text, with its place there: nothing of how it is written is lost. */
export type JsonNode = JsonScalar | JsonArray | JsonObject;

export interface JsonPlace {
  readonly start: number;
  /** After the last character. */
  readonly end: number;
}

export type JsonScalar = JsonPlace &
  (
    | { readonly kind: "null" }
    | { readonly kind: "boolean" }
    | { readonly kind: "number" }
    | { readonly kind: "string"; readonly text: string }
  );

export interface JsonArray extends JsonPlace {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
}

export interface JsonObject extends JsonPlace {
  readonly kind: "object";
  readonly keys: readonly string[];
  /** One for each key. */
  readonly values: readonly JsonNode[];
}
