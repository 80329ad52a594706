import type { FuzzContract, FuzzOperation } from "./fuzz-contract.ts";

interface Pattern {
  readonly operation: FuzzOperation;
  readonly expression: RegExp;
  /** Of two that match, the one with fewer names in its path is meant. */
  readonly nameCount: number;
}

/** Escapes in the fixed parts of a path mean what they stand for; those of a slash do not part it. */
function decoded(path: string): string {
  const parts = path.split("/").map((part) => {
    try {
      return decodeURIComponent(part).replaceAll("/", "%2F");
    } catch {
      return part;
    }
  });
  return parts.join("/");
}

/** Tells which operation a written-down request reaches. */
export class OperationFinder {
  readonly #patterns: readonly Pattern[];

  constructor({ operations }: FuzzContract) {
    this.#patterns = operations
      .map((operation) => ({
        operation,
        expression: new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, "[^/]*")}/?$`),
        nameCount: operation.path.split("{").length,
      }))
      .toSorted((a, b) => a.nameCount - b.nameCount);
  }

  find(method: string, target: string): FuzzOperation | undefined {
    const path = decoded(target.replace(/^http:\/\/[^/]*/, "").split(/[?#]/, 1)[0] ?? "");
    return this.#patterns.find(
      ({ operation, expression }) => operation.method === method && expression.test(path),
    )?.operation;
  }
}
