/** The fields of what should be a JSON object; throws for anything else. */
export function record(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new Error("expected a JSON object");
  return Object.fromEntries(Object.entries(value));
}
