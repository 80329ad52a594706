import { ConnectionError, ResponseValidationError } from "./errors.ts";
import type { AnswerSource } from "./errors.ts";
import type { NumberMode } from "./exact-number.ts";
import { ParsedJson } from "./lossless-json.ts";

/** The body of an answer, and how to take it. */
export interface ParsedAnswer {
  readonly json: ParsedJson;
  readonly source: AnswerSource;
  /** Whether what differs from the model is an error; else it is handed on as it is. */
  readonly validate: boolean;
}

export interface ParseOptions {
  /** What becomes of numbers in free-form values. */
  readonly numbers: NumberMode;
  readonly validate: boolean;
}

/**
 * @throws {@link ConnectionError} when the body is empty, or begins as JSON and breaks off: Node 20
 *   takes the end of a connection for the end of a body, and so may servers in between.
 * @throws {@link ResponseValidationError} when the body is not JSON, such as a proxy's page.
 */
export function parseAnswer(
  text: string,
  source: AnswerSource,
  { numbers, validate }: ParseOptions,
): ParsedAnswer {
  try {
    return { json: new ParsedJson(text, numbers), source, validate };
  } catch (cause) {
    if (/^\s*([[{]|$)/.test(text)) {
      throw new ConnectionError(`${source.operation}: the answer is not complete`, { cause });
    }
    const found = JSON.stringify(text.slice(0, 80));
    throw new ResponseValidationError(
      source,
      { path: "body", expectation: "JSON", found },
      { cause },
    );
  }
}
