/**
 * Writes a value as JSON text like `JSON.stringify`, except that a `bigint` becomes a number with
 * all its digits, and that `NaN` and the infinities are refused instead of becoming null.
 *
 * @throws TypeError when a value has no JSON form.
 */
export function writeJson(value: unknown): string {
  const text = writeValue(value);
  if (text === undefined) throw new TypeError(`a ${typeof value} cannot be sent as JSON`);
  return text;
}

/** `undefined` for what objects leave out. */
function writeValue(value: unknown): string | undefined {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new TypeError(`${value} cannot be sent as JSON`);
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  // They would become `{}`, or an object with a number for each byte.
  if (
    ArrayBuffer.isView(value) ||
    value instanceof ArrayBuffer ||
    value instanceof Map ||
    value instanceof Set
  ) {
    throw new TypeError(`${value.constructor.name} cannot be sent as JSON`);
  }
  if ("toJSON" in value && typeof value.toJSON === "function") return writeValue(value.toJSON());
  if (Array.isArray(value)) return `[${value.map((item) => writeValue(item) ?? "null").join(",")}]`;
  const members: string[] = [];
  for (const [key, member] of Object.entries(value)) {
    const text = writeValue(member);
    if (text !== undefined) members.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${members.join(",")}}`;
}
