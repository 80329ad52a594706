import type { Random } from "../../crash/random.ts";
import type { Json, Schema } from "../contract/schema.ts";
import { sampleText } from "./sample-files.ts";
import { sqlText } from "./sql-texts.ts";

export interface ValueSource {
  readonly random: Random;
  resolve(schema: Schema): Schema;
  /** A value from earlier answers for a field of this name. */
  known(name: string): string | undefined;
}

const WORDS = ["a", "b", "id", "t", "orders", "alpha", "beta_2", "Gamma", "x1", "name"];
const TIMES = ["1h", "7d", "90m", "2099-01-01T00:00:00Z", "2030-06-01T12:00:00+02:00"];
/** Made by the server alone. */
const IDENTIFYING = /_ids?$|token|cursor/;
/** Deeper than this only what must be there. */
const DEEPEST = 6;

/** Values that a schema allows, most of them small. */
export class ValueGenerator {
  readonly #source: ValueSource;
  /** How likely a field is there that may be left out. */
  readonly #optionalShare: number;

  constructor(source: ValueSource) {
    this.#source = source;
    this.#optionalShare = source.random.pick([0, 0.05, 0.15, 0.5]);
  }

  value(given: Schema, name: string, depth = 0): Json {
    const { random } = this.#source;
    const schema = this.#source.resolve(given);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return random.pick(schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices !== undefined) {
      const useful = choices.filter(({ type }) => type !== "null");
      const isNull = useful.length < choices.length && random.next() < 0.08;
      // The description that tells what text is meant stands outside of the choice.
      return isNull ? null : this.value(withDescription(random.pick(useful), schema), name, depth);
    }
    return this.#byType(schema, name, depth);
  }

  #byType(schema: Schema, name: string, depth: number): Json {
    const { random } = this.#source;
    const types = [schema.type ?? "object"].flat();
    const useful = types.filter((type) => type !== "null");
    if (useful.length < types.length && random.next() < 0.08) return null;
    switch (random.pick(useful.length === 0 ? ["null"] : useful)) {
      case "object":
        return this.#object(schema, depth);
      case "array":
        return this.#array(schema, name, depth);
      case "string":
        return this.#text(schema, name);
      case "integer":
        return Math.floor(this.#number(schema));
      case "number":
        return this.#number(schema) + random.pick([0, 0.5]);
      case "boolean":
        return random.next() < 0.5;
      default:
        return null;
    }
  }

  #object(schema: Schema, depth: number): Json {
    const { random } = this.#source;
    const made: { [name: string]: Json } = {};
    const alternatives = alternativesOf(schema);
    const chosen = alternatives.length === 0 ? undefined : random.pick(alternatives);
    for (const [name, inner] of Object.entries(schema.properties ?? {})) {
      if (alternatives.includes(name) && name !== chosen) continue;
      const isRequired = schema.required?.includes(name) === true || name === chosen;
      const isWanted = depth < DEEPEST && random.next() < this.#optionalShare;
      if (!isRequired && !isWanted) continue;
      made[name] = this.value(inner, name, depth + 1) ?? this.value(inner, name, depth + 1);
      for (const needed of neededBy(inner)) made[needed] = true;
    }
    const { additionalProperties: more } = schema;
    if (more !== undefined && more !== false && depth < DEEPEST) {
      for (let i = random.below(3); i > 0; i--) {
        const key = random.pick(WORDS);
        made[key] =
          more === true || Object.keys(more).length === 0
            ? this.#anything()
            : this.value(more, key, depth + 1);
      }
    }
    return made;
  }

  #array(schema: Schema, name: string, depth: number): Json {
    const { minItems = 0, maxItems = 3, items } = schema;
    const length = Math.max(minItems, this.#source.random.below(Math.min(maxItems, 3) + 1));
    const singular = name.endsWith("s") ? name.slice(0, -1) : name;
    return Array.from({ length }, () =>
      items === undefined || Object.keys(items).length === 0
        ? this.#anything()
        : this.value(items, singular, depth + 1),
    );
  }

  #anything(): Json {
    return this.#source.random.pick<Json>([1, "x", null, true, 1.5, "2024-01-01", [1], { a: 1 }]);
  }

  #number({ minimum, maximum }: Schema): number {
    const from = minimum ?? 0;
    const to = Math.min(
      maximum ?? Number.MAX_SAFE_INTEGER,
      from + this.#source.random.pick([1, 4, 100]),
    );
    return from + this.#source.random.below(to - from + 1);
  }

  #text(schema: Schema, name: string): string {
    const { random } = this.#source;
    for (let attempt = 0; attempt < 8; attempt++) {
      const text = this.#namedText(schema, name);
      if (fits(schema, text)) return text;
    }
    const letters = random.pick(["a", "b", "c"]) + random.below(10_000);
    return letters.slice(0, schema.maxLength ?? letters.length).padEnd(schema.minLength ?? 0, "x");
  }

  #namedText(schema: Schema, name: string): string {
    const { random } = this.#source;
    const told = IDENTIFYING.test(name) ? [] : wordsIn(schema.description ?? "");
    if (told.length > 0 && random.next() < 0.85) return random.pick(told);
    const known = this.#source.known(name);
    const knownShare = IDENTIFYING.test(name) ? 0.9 : 0.4;
    if (known !== undefined && random.next() < knownShare) return known;
    if (name === "sql")
      return sqlText(random, this.#tableName(), this.#source.known("result_id") ?? "r");
    if (name === "data") return sampleText(random);
    if (schema.format === "date-time" || /expires|_at$|since|until/.test(name))
      return random.pick(TIMES);
    // Requests of the server must not leave the machine, either.
    if (/host|url|endpoint|address/.test(name)) return "http://127.0.0.1:1/";
    if (IDENTIFYING.test(name)) return `${random.pick(WORDS)}_${random.below(1_000)}`;
    return random.next() < 0.7
      ? random.pick(WORDS)
      : `${random.pick(WORDS)}_${random.below(1_000)}`;
  }

  #tableName(): string {
    const schema = this.#source.known("schema") ?? "main";
    return `${schema}.${this.#source.known("table") ?? "t"}`;
  }
}

function withDescription(choice: Schema, outer: Schema): Schema {
  const { description } = outer;
  return description === undefined ? choice : { description, ...choice };
}

function fits({ minLength = 0, maxLength = Infinity, pattern }: Schema, text: string): boolean {
  const isRightLength = text.length >= minLength && text.length <= maxLength;
  return isRightLength && (pattern === undefined || new RegExp(pattern, "u").test(text));
}

/** Fields of which the description wants exactly one. */
function alternativesOf({ description = "", properties = {} }: Schema): string[] {
  const [, list = ""] = /exactly one of ([^.]*)/i.exec(description) ?? [];
  return wordsIn(list).filter((name) => name in properties);
}

/** Fields that must be true where this one is given: "only with `async: true`". */
function neededBy({ description = "" }: Schema): string[] {
  return [...description.matchAll(/only with `(\w+): true`/g)].map(([, name]) => name ?? "");
}

function wordsIn(text: string): string[] {
  return [...text.matchAll(/`([^`\s]{1,40})`/g)].map(([, word]) => word ?? "");
}
