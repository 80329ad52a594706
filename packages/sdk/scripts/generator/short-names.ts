import type { OperationSpec } from "./document.ts";
import { DocumentError } from "./json-access.ts";
import { camelCase, kebabCase, withoutHandler } from "./names.ts";

/** What a class is about, where that is not its own name. */
const RESOURCES: Readonly<Record<string, string>> = {
  AuditApi: "audit_event",
  KeysApi: "api_key",
};

/** Short names that the rule below does not find. */
const NAMES: Readonly<Record<string, string>> = {
  bulk_create_databases: "bulkCreate",
  check_connection_health: "check",
  get_query_run_profile: "profile",
  information_schema: "list",
  list_indexes: "tableIndexes",
  list_indexes_collection: "list",
};

/** Names left to hand-written subclasses, which do more than the operation alone. */
const HAND_WRITTEN: Readonly<Record<string, readonly string[]>> = {
  DatabasesApi: ["create"],
};

/**
 * Short method names of one API class by operation id: the verb alone where an operation is named
 * `<verb>_<what the class is about>`, and the plural alone for the class's other listings.
 *
 * @throws DocumentError when two operations would get the same name.
 */
export function findShortNames(
  api: string,
  operations: readonly OperationSpec[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Map(operations.map(({ id }) => [camelCase(withoutHandler(id)), id]));
  for (const { id } of operations) {
    const name = NAMES[id] ?? nameByRule(withoutHandler(id), resourceOf(api));
    if (name === undefined || HAND_WRITTEN[api]?.includes(name)) continue;
    const other = taken.get(name);
    if (other === id) continue;
    if (other !== undefined) throw new DocumentError(id, `${api}.${name} stands for ${other}`);
    taken.set(name, id);
    found.set(id, name);
  }
  return found;
}

/** `QueryRunsApi` is about `query_run`. */
function resourceOf(api: string): string {
  return RESOURCES[api] ?? singular(kebabCase(api.replace(/Api$/, "")).replaceAll("-", "_"));
}

function nameByRule(id: string, resource: string): string | undefined {
  const [verb = "", ...rest] = id.split("_");
  const object = rest.join("_");
  if (singular(object) === resource) return verb;
  if (verb !== "list") return undefined;
  return camelCase(object.startsWith(`${resource}_`) ? object.slice(resource.length + 1) : object);
}

function singular(words: string): string {
  return words
    .replace(/ies$/, "y")
    .replace(/(?<=x|ch|sh)es$/, "")
    .replace(/s$/, "");
}
