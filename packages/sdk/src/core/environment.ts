/**
 * Reads one environment variable; `undefined` when it is unset or blank, or where there is no
 * environment (browsers, workers, Deno without permission).
 */
export function readEnvironment(name: string): string | undefined {
  try {
    const environment = property(Reflect.get(globalThis, "process"), "env");
    const value = property(environment, name);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  } catch {
    return undefined; // Deno throws when reading the environment was not permitted.
  }
}

function property(owner: unknown, name: string): unknown {
  return typeof owner === "object" && owner !== null ? Reflect.get(owner, name) : undefined;
}
