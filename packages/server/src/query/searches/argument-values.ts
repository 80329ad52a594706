import {
  type ParameterValue,
  type SqlParameter,
  SqlError,
  type TableReference,
} from "../../engine/engine.ts";
import type { SearchArgument, SearchCall } from "../../engine/search-call.ts";
import { parseSearchedName } from "../../engine/searched-name.ts";

type Value = ParameterValue | readonly number[];

/** What the arguments of searches are, with the values of parameters. */
export class ArgumentValues {
  readonly #parameters: ReadonlyMap<string, ParameterValue>;

  constructor(parameters: readonly SqlParameter[]) {
    this.#parameters = new Map(parameters.map(({ name, value }) => [name, value]));
  }

  table({ table, function: name }: SearchCall): TableReference {
    if ("table" in table) return table;
    return parseSearchedName(this.#text(table, `${name}: the table's name`));
  }

  column({ column, function: name }: SearchCall): string {
    return this.#text(column, `${name}: the column's name`);
  }

  /** The text that is looked for. */
  text({ query, function: name }: SearchCall): string {
    return this.#text(query, `${name}: what to look for`);
  }

  /** The vector that is looked for. */
  vector({ query, function: name }: SearchCall): number[] {
    const numbers = numbersOf(this.#value(query));
    if (numbers !== undefined) return numbers;
    throw new SqlError(
      `${name} looks for a vector: a list of one number or more, as ARRAY[0.1, 0.2], or a parameter of ` +
        "type FLOAT[].",
    );
  }

  /** Undefined where there is no limit. */
  limit(argument: SearchArgument | undefined, name: string): number | undefined {
    if (argument === undefined) return undefined;
    const value = this.#value(argument);
    const count = typeof value === "bigint" ? Number(value) : value;
    if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return count;
    throw new SqlError(`${name}: the number of hits is a whole number, 0 or more.`);
  }

  #text(argument: SearchArgument, what: string): string {
    const value = this.#value(argument);
    if (typeof value === "string") return value;
    if (isTypedText(value) && value.type.kind === "scalar" && value.type.name === "VARCHAR") {
      return value.text;
    }
    throw new SqlError(`${what} has to be a text.`);
  }

  #value(argument: SearchArgument): Value {
    if ("value" in argument) return argument.value;
    const value = this.#parameters.get(argument.parameter);
    return value === undefined ? null : value;
  }
}

function isTypedText(value: Value): value is Extract<ParameterValue, { text: string }> {
  return typeof value === "object" && value !== null && "text" in value;
}

function numbersOf(value: Value): number[] | undefined {
  const list = Array.isArray(value) ? value : parsedList(isTypedText(value) ? value.text : value);
  const isVector = list !== undefined && list.length > 0 && list.every(Number.isFinite);
  return isVector ? list.map(Number) : undefined;
}

/** A list as text, of the form that the engine casts. */
function parsedList(text: unknown): unknown[] | undefined {
  if (typeof text !== "string") return undefined;
  const inside = /^\s*\[(.*)\]\s*$/s.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const parts = inside.split(",").map((part) => part.trim());
  return parts.includes("") ? undefined : parts.map(Number);
}
