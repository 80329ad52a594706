import { ConnectionError, ResponseValidationError } from "./errors.ts";
import type { AnswerSource } from "./errors.ts";
import { parseJson } from "./lossless-json.ts";

/**
 * @throws {@link ConnectionError} when the body begins as JSON and breaks off: Node 20 takes the end
 *   of a connection for the end of a body.
 * @throws {@link ResponseValidationError} when the body is not JSON, such as a proxy's page.
 */
export function parseAnswer(text: string, source: AnswerSource): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    if (/^\s*[[{]/.test(text)) {
      throw new ConnectionError(`${source.operation}: the answer is not complete`, { cause });
    }
    const found = text === "" ? "empty" : JSON.stringify(text.slice(0, 80));
    throw new ResponseValidationError(
      source,
      { path: "body", expectation: "JSON", found },
      { cause },
    );
  }
}
