import { type LoadSource, SqlError } from "../../engine.ts";
import { lineCount } from "../csv/csv-tokenizer.ts";
import { brokenTextError, readText, REPLACEMENT } from "../text/read-text.ts";
import type { TextSource } from "../text/text-source.ts";
import type { JsonObject } from "./json-node.ts";
import { JsonEndError, JsonParser, JsonSyntaxError } from "./json-parser.ts";

/** Longest value that is kept in memory, in UTF-16 units. */
const MAX_VALUE_LENGTH = 256 * 1024 * 1024;

/** A row as it stands in the file. */
export interface JsonRecord {
  /** Line on which it begins, counted from 1. */
  readonly line: number;
  /** The text that the places in `object` are of. */
  readonly text: string;
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
  /** Undefined when it is no row. */
  readonly object: JsonObject | undefined;
  readonly problem: string | undefined;
}

/**
 * Streams the objects of a JSON file: one after the other, on lines of their own or not, or the
 * elements of one array. Bad lines are skipped when the source asks for it.
 */
export async function* jsonRecords(
  source: Pick<LoadSource, "rejectsBadRows">,
  text: TextSource,
  signal: AbortSignal,
): AsyncGenerator<Iterable<JsonRecord>> {
  const keepsBad = source.rejectsBadRows === true;
  const reader = new JsonRecordReader(text, keepsBad);
  let isBroken = false;
  for await (const block of readText(text, signal)) {
    isBroken ||= block.isBroken;
    yield checkedText(reader.push(block.text), isBroken, text, keepsBad);
  }
  yield checkedText(reader.end(), isBroken, text, keepsBad);
}

function checkedText(
  records: Iterable<JsonRecord>,
  isBroken: boolean,
  text: TextSource,
  keepsBad: boolean,
): Iterable<JsonRecord> {
  return isBroken ? withoutBrokenText(records, text, keepsBad) : records;
}

function* withoutBrokenText(
  records: Iterable<JsonRecord>,
  text: TextSource,
  keepsBad: boolean,
): Generator<JsonRecord> {
  const problem = "the bytes are not text in the file's encoding";
  for (const record of records) {
    const raw = record.text.slice(record.start, record.end);
    const place = raw.indexOf(REPLACEMENT);
    if (place >= 0 && !keepsBad) {
      throw brokenTextError(text, record.line + lineCount(raw.slice(0, place)));
    }
    yield place < 0 ? record : { ...record, object: undefined, problem };
  }
}

class JsonRecordReader {
  readonly #source: TextSource;
  readonly #keepsBad: boolean;
  #text = "";
  #line = 1;
  /** Up to where `#line` has counted. */
  #counted = 0;
  #mode: "start" | "sequence" | "array" | "element" | "end" = "start";

  constructor(source: TextSource, keepsBad: boolean) {
    this.#source = source;
    this.#keepsBad = keepsBad;
  }

  /** To be gone through before the next piece. One by one, records cost little memory. */
  *push(text: string): Generator<JsonRecord> {
    this.#text += text;
    yield* this.#take(this.#text.length > MAX_VALUE_LENGTH);
  }

  *end(): Generator<JsonRecord> {
    yield* this.#take(true);
    if (this.#mode === "array" || this.#mode === "element") {
      throw this.#error(this.#text.length, "the text ends in the middle of an array");
    }
  }

  *#take(isLast: boolean): Generator<JsonRecord> {
    const parser = new JsonParser(this.#text);
    let taken = 0;
    for (;;) {
      const next = parser.peek();
      if (next === undefined) {
        taken = this.#text.length;
        break;
      }
      if (this.#passesOver(next, parser.position)) {
        parser.skip();
        taken = parser.position;
        continue;
      }
      const record = this.#record(parser, isLast);
      if (record === undefined) break;
      yield record;
      taken = record.end;
      if (parser.position !== record.end) parser.moveTo(record.end);
    }
    this.#countTo(taken);
    this.#text = this.#text.slice(taken);
    this.#counted = 0;
  }

  /** Whether a character belongs to the array around the rows. */
  #passesOver(next: string, position: number): boolean {
    switch (this.#mode) {
      case "start":
        this.#mode = next === "[" ? "array" : "sequence";
        return next === "[";
      case "sequence":
        return false;
      case "array":
        if (next !== "]") return false;
        this.#mode = "end";
        return true;
      case "element":
        if (next !== "," && next !== "]") {
          throw this.#error(
            position,
            `there is ${JSON.stringify(next)} where "," or "]" should be`,
          );
        }
        this.#mode = next === "," ? "array" : "end";
        return true;
      case "end":
        throw this.#error(position, "there is text after the end of the array");
    }
  }

  /** Undefined when more text is needed. */
  #record(parser: JsonParser, isLast: boolean): JsonRecord | undefined {
    const start = parser.position;
    try {
      const node = parser.value();
      if (this.#mode === "array") this.#mode = "element";
      const place = { line: this.#lineAt(start), text: this.#text, start, end: node.end };
      if (node.kind === "object") return { ...place, object: node, problem: undefined };
      const problem = `a row must be an object, but this is ${describe(node.kind)}`;
      if (!this.#keepsBad) throw this.#error(start, problem);
      return { ...place, object: undefined, problem };
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
      if (error instanceof JsonEndError && !isLast) return undefined;
      if (!this.#keepsBad || this.#mode === "array")
        throw this.#error(error.position, error.message);
      const feed = this.#text.indexOf("\n", start);
      const end = feed < 0 ? this.#text.length : feed;
      const line = this.#lineAt(start);
      return { line, text: this.#text, start, end, object: undefined, problem: error.message };
    }
  }

  #error(position: number, message: string): SqlError {
    return new SqlError(`${this.#source.label}, line ${this.#lineAt(position)}: ${message}`);
  }

  /** Places come in rising order, except for those of errors. */
  #lineAt(position: number): number {
    this.#countTo(position);
    return this.#line;
  }

  #countTo(position: number): void {
    if (position <= this.#counted) return;
    this.#line += lineCount(this.#text.slice(this.#counted, position));
    this.#counted = position;
  }
}

function describe(kind: string): string {
  return kind === "array" ? "an array" : kind === "null" ? "null" : `a ${kind}`;
}
