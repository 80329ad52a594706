// Assertions for tests that run where there is no `node:assert`.

export function ok(value: unknown, message = "it is not so"): asserts value {
  if (!value) throw new Error(message);
}

/** Compares by value: plain objects whatever the order of their keys, lists, bytes, `1n` unlike 1. */
export function equal(found: unknown, expected: unknown, message = ""): void {
  const [foundText, expectedText] = [show(found), show(expected)];
  if (foundText === expectedText) return;
  const title = message === "" ? "" : `${message}: `;
  throw new Error(`${title}found ${foundText}, expected ${expectedText}`);
}

export function match(text: string, pattern: RegExp): void {
  ok(pattern.test(text), `${show(text)} does not match ${pattern}`);
}

/** The error that a promise ends with, which must be of `type`. */
export async function rejection<T extends Error>(
  promise: Promise<unknown>,
  type: abstract new (...args: never[]) => T,
): Promise<T> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    if (error instanceof type) return error;
    throw new Error(`expected a ${type.name}`, { cause: error });
  }
  throw new Error(`expected a ${type.name}, but it gave ${show(value)}`);
}

/** A value as text in which different values look different. */
export function show(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return JSON.stringify(value);
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Date) return `Date ${value.toISOString()}`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} ${show(bytesOf(value))}`;
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${name}: ${show(member)}`);
  return `{${members.join(", ")}}`;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): number[] {
  return [...new Uint8Array(buffer, byteOffset, byteLength)];
}
