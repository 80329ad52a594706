import { asArray, asObject, entriesOf, textOf } from "./json-access.ts";

/** An answer that refuses, and when it is given. */
export interface ErrorSpec {
  readonly status: string;
  /** When it is given. */
  readonly description: string;
  /** Absent where the description names several, or the answer is no error by its form. */
  readonly code: string | undefined;
}

/** The codes of the API, and which one a status usually has in which form of error. */
export interface ErrorCodes {
  readonly all: ReadonlySet<string>;
  /** By model and status, such as `ApiErrorResponse 404`. */
  readonly usual: ReadonlyMap<string, string>;
}

const NESTED = "ApiErrorResponse";
const FLAT = "Error";

export function parseErrorCodes(value: unknown): ErrorCodes {
  const all = new Set<string>();
  const usual = new Map<string, string>();
  for (const item of asArray(value ?? [], "x-error-codes")) {
    const entry = asObject(item, "x-error-codes");
    const code = textOf(entry, "code");
    const status = String(Number(entry["status"]));
    // Routes with errors in the flat form have these codes in lower case.
    all.add(code).add(code.toLowerCase());
    if (entry["model"] !== NESTED || usual.has(`${NESTED} ${status}`)) continue;
    usual.set(`${NESTED} ${status}`, code).set(`${FLAT} ${status}`, code.toLowerCase());
  }
  return { all, usual };
}

/** The errors among the answers of an operation. */
export function parseErrors(responses: unknown, codes: ErrorCodes): readonly ErrorSpec[] {
  return entriesOf(responses, "responses")
    .filter(([status]) => !status.startsWith("2"))
    .map(([status, value]) => {
      const answer = asObject(value, status);
      const description = textOf(answer, "description");
      const named = [...description.matchAll(/`(\w+)`/g)].filter(([, word = ""]) =>
        codes.all.has(word),
      );
      const [[quoted, only] = []] = named;
      if (quoted === undefined) {
        const code = codes.usual.get(`${modelOf(answer["content"])} ${status}`);
        return { status, description, code };
      }
      const alone = ` (${quoted})`;
      return named.length === 1 && description.includes(alone)
        ? { status, description: description.replace(alone, ""), code: only }
        : { status, description, code: undefined };
    });
}

/** Name of the model of a JSON answer. */
function modelOf(content: unknown): string {
  const [[, media] = []] = entriesOf(content, "content");
  const { schema } = asObject(media ?? {}, "content");
  return textOf(asObject(schema ?? {}, "schema"), "$ref").replace(/^.*\//, "");
}
