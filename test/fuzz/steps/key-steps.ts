import type { FuzzOperation, KeyScope } from "../contract/fuzz-contract.ts";
import type { Lane } from "../lane.ts";
import { toRequest } from "../values/draft.ts";
import type { Place } from "../values/known-values.ts";
import type { Header } from "../wire/raw-request.ts";

const REACH: Readonly<Record<KeyScope, number>> = { database: 0, workspace: 1, account: 2 };

/** Calls with keys that the run has made: what is beyond a key is refused. */
export async function useMadeKey(lane: Lane): Promise<void> {
  const { random } = lane;
  const places = lane.options.known.placesWith("key").filter((place) => place.has("scope"));
  if (places.length === 0) return;
  const key = random.pick(places);
  const draft = lane.draft();
  const request = toRequest(draft);
  const replaced = new Set(["authorization", "x-workspace-id"]);
  const home = request.headers.find(([name]) => name === "x-workspace-id")?.[1];
  const workspaceId = random.next() < 0.5 ? key.get("workspace_id") : home;
  const headers: Header[] = [
    ...request.headers.filter(([name]) => !replaced.has(name)),
    ["authorization", `Bearer ${key.get("key")}`],
    ...(workspaceId === undefined ? [] : [["x-workspace-id", workspaceId] as const]),
  ];
  const reason = reasonToRefuse(draft.operation, key, workspaceId);
  await lane.send(
    { ...request, headers },
    { isMalformed: true, mayBeFull: true, ...(reason === undefined ? {} : { mustRefuse: reason }) },
  );
}

function reasonToRefuse(
  operation: FuzzOperation,
  key: Place,
  workspaceId: string | undefined,
): string | undefined {
  if (!operation.needsKey) return undefined;
  const scope = scopeOf(key);
  if (operation.isWriting && key.get("read_only") === "true") return "a change with a reading key";
  if (REACH[scope] < REACH[operation.narrowestKey]) return `${operation.id} with a ${scope} key`;
  const own = key.get("workspace_id");
  const isElsewhere = own !== undefined && workspaceId !== undefined && own !== workspaceId;
  return scope !== "account" && operation.needsWorkspace && isElsewhere
    ? "a key of another workspace"
    : undefined;
}

function scopeOf(key: Place): KeyScope {
  const scope = key.get("scope");
  return scope === "database" || scope === "workspace" ? scope : "account";
}
