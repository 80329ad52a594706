const LIMIT_MS = 10_000;

/** A call that shows what a key may do, and how it must be answered. */
interface KeyProbe {
  readonly token: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly status: number;
}

/** Ways into a server as they were before a backup: all must be the same on what is restored of it. */
export interface KeptKeys {
  readonly apiKey: string;
  readonly refreshToken: string;
  readonly probes: readonly KeyProbe[];
}

/** Makes a token and keys of several kinds, one of which is revoked at once. */
export async function makeKeys(url: string, apiKey: string): Promise<KeptKeys> {
  const { refresh_token } = await exchange(url, { grant_type: "api_token", api_token: apiKey });
  const create = (fields: object) => post(url, apiKey, "/v1/api-keys", fields);
  const reader = await create({ name: "reader", read_only: true });
  const { id: databaseId } = await post(url, apiKey, "/v1/databases", { name: "keys" });
  const workspace_id = await firstWorkspace(url, apiKey);
  const narrow = await create({ name: "narrow", workspace_id, database_id: databaseId });
  const revoked = await create({ name: "revoked" });
  await send(url, String(revoked["key"]), "GET", "/v1/databases");
  await send(url, apiKey, "DELETE", `/v1/api-keys/${String(revoked["id"])}`);
  const probe = (key: unknown, call: `${KeyProbe["method"]} ${string}`, status: number) => {
    const [method, path = ""] = call.split(" ");
    return {
      token: String(key),
      method: method === "POST" ? "POST" : "GET",
      path,
      status,
    } as const;
  };
  const probes = [
    probe(apiKey, "GET /v1/workspaces", 200),
    probe(reader["key"], "GET /v1/databases", 200),
    probe(reader["key"], "POST /v1/databases", 403),
    probe(narrow["key"], `GET /v1/databases/${String(databaseId)}`, 200),
    probe(narrow["key"], "GET /v1/secrets", 403),
    probe(revoked["key"], "GET /v1/databases", 401),
  ];
  return { apiKey, refreshToken: String(refresh_token), probes };
}

/** How many of the probes, and of a token that is renewed by one signed before, are as they were. */
export async function countEqual(url: string, keys: KeptKeys) {
  const renewed = { grant_type: "refresh_token", refresh_token: keys.refreshToken };
  const token = String((await exchange(url, renewed))["access_token"]);
  const probes: readonly KeyProbe[] = [
    ...keys.probes,
    { token, method: "GET", path: "/v1/workspaces", status: 200 },
  ];
  let equal = 0;
  for (const probe of probes) {
    const response = await send(url, probe.token, probe.method, probe.path);
    if (response.status === probe.status) equal += 1;
  }
  return { equal, count: probes.length };
}

async function firstWorkspace(url: string, apiKey: string): Promise<string> {
  const { workspaces } = await fieldsOf(await send(url, apiKey, "GET", "/v1/workspaces"));
  const [first] = Array.isArray(workspaces) ? workspaces : [];
  return String(first?.public_id);
}

async function post(url: string, apiKey: string, path: string, body: object) {
  const response = await send(url, apiKey, "POST", path, JSON.stringify(body));
  if (response.status !== 201) throw new Error(`POST ${path}: ${response.status}`);
  return fieldsOf(response);
}

async function exchange(url: string, fields: Record<string, string>) {
  const response = await fetch(`${url}/v1/auth/jwt`, {
    method: "POST",
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  return fieldsOf(response);
}

function send(url: string, token: string, ...[method, path, body]: [string, string, string?]) {
  return fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(LIMIT_MS),
    ...(body === undefined ? {} : { body }),
  });
}

async function fieldsOf(response: Response): Promise<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(Object(await response.json())));
}
