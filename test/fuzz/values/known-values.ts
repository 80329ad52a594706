import type { Json } from "../contract/schema.ts";

/** Values that belong together, by the name of the parameter or field that takes them. */
export type Place = ReadonlyMap<string, string>;

/** So many places are remembered for each name; older ones give way. */
const PLACES_PER_NAME = 300;
const LONGEST_VALUE = 2_000;
const MOST_OBJECTS = 8;

/**
 * What the answers so far told: ids, names, tokens and addresses, so that later requests reach real
 * things. Learned from field names and paths alone; no operation is known here.
 */
export class KnownValues {
  readonly #places = new Map<string, Place[]>();
  readonly #kept: ReadonlySet<string>;
  #newest: Place = new Map();

  /** @param kept values that are never learned: things that the run itself stands on */
  constructor(kept: ReadonlySet<string> = new Set()) {
    this.#kept = kept;
  }

  /**
   * @param path the operation's path, with its names in braces
   * @param used what the request had for these names
   */
  learn(path: string, used: Place, answer: unknown): void {
    const collection = collectionOf(path);
    const objects: [string, Readonly<Record<string, unknown>>][] = [];
    collectObjects(answer, collection, objects);
    for (const [kind, object] of objects) this.#add(placeOf(kind, object, used));
    const [first] = objects;
    if (first !== undefined) this.#newest = placeOf(first[0], first[1], used);
  }

  /** Remembers things that a request named itself and the server accepted. */
  learnUsed(path: string, used: Place, body: Json | undefined): void {
    const collection = collectionOf(path);
    if (isObject(body)) this.#add(placeOf(collection, body, used));
    else if (used.size > 0) this.#add(used);
  }

  /** Remembers values that no answer tells. */
  add(place: Place): void {
    this.#add(place);
  }

  /** Forgets every place with this value: the thing is gone. */
  forget(name: string, value: string): void {
    const gone = this.placesWith(name).filter((place) => place.get(name) === value);
    for (const [own, ownValue] of gone.flatMap((place) => [...place])) {
      // A database's `default_connection_id` goes with it.
      const [, part] = /^default_(\w+_id)$/.exec(own) ?? [];
      if (part !== undefined) this.#drop(part, ownValue);
    }
    this.#drop(name, value);
  }

  #drop(name: string, value: string): void {
    for (const [key, places] of this.#places) {
      this.#places.set(
        key,
        places.filter((place) => place.get(name) !== value),
      );
    }
  }

  /** What the newest answer told of. */
  get newest(): Place {
    return this.#newest;
  }

  /** Places that know the name, newest last. */
  placesWith(name: string): readonly Place[] {
    return this.#places.get(name) ?? [];
  }

  #add(told: Place): void {
    const place = new Map([...told].filter(([, value]) => !this.#kept.has(value)));
    for (const name of place.keys()) {
      const places = this.#places.get(name) ?? [];
      if (places.some((other) => isSame(other, place))) continue;
      places.push(place);
      if (places.length > PLACES_PER_NAME) places.shift();
      this.#places.set(name, places);
    }
  }
}

/** Names under which a value of this field can be asked for: `default_connection_id` is also a `connection_id`. */
function namesOf(kind: string, field: string): string[] {
  if (field === "id" || field === "public_id") return endingsOf(`${kind}_id`);
  if (field === "name") return [kind, `${kind}_name`];
  return endingsOf(field);
}

/** The id of an `api_key` is also a `key_id`, but an id of what is never said. */
function endingsOf(field: string): string[] {
  const parts = field.split("_");
  return parts.map((_, i) => parts.slice(i).join("_")).filter((name) => name !== "id");
}

/** What a path parameter is called among the known values. */
export function knownName(path: string, parameter: string): string {
  const before =
    path
      .slice(0, path.indexOf(`{${parameter}}`))
      .split("/")
      .at(-2) ?? "";
  const kind = singular(before);
  if (parameter === "id" || parameter === "public_id") return `${kind}_id`;
  return parameter === "name" ? kind : parameter;
}

/** `/v1/databases/{database_id}/fork` makes or shows a database. */
function collectionOf(path: string): string {
  const words = path.split("/").filter((part) => part !== "" && !part.startsWith("{"));
  const last = words.at(-1) ?? "";
  const isPlural = last.endsWith("s");
  return singular(isPlural || words.length < 3 ? last : (words.at(-2) ?? last));
}

function singular(word: string): string {
  const text = word.replaceAll("-", "_");
  if (text.endsWith("ies")) return `${text.slice(0, -3)}y`;
  return text.endsWith("s") && !text.endsWith("ss") ? text.slice(0, -1) : text;
}

function collectObjects(
  value: unknown,
  kind: string,
  into: [string, Readonly<Record<string, unknown>>][],
): void {
  if (into.length >= MOST_OBJECTS) return;
  if (Array.isArray(value)) {
    for (const item of value) collectObjects(item, kind, into);
  } else if (isObject(value)) {
    into.push([kind, value]);
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === "object") collectObjects(inner, singular(name), into);
    }
  }
}

function placeOf(kind: string, object: Readonly<Record<string, unknown>>, used: Place): Place {
  const place = new Map(used);
  for (const [field, value] of Object.entries(object)) {
    const text = Array.isArray(value) ? value[0] : value;
    if (typeof text === "boolean") place.set(field, String(text));
    if (typeof text !== "string" || text === "" || text.length > LONGEST_VALUE) continue;
    for (const name of namesOf(kind, field)) place.set(name, text);
  }
  return place;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSame(a: Place, b: Place): boolean {
  return a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);
}
