import { type Canary, canaryOf, newCanary } from "./canary.ts";
import type { LeakClient } from "./leak-client.ts";

type Doors = (client: LeakClient, canaries: Canary[]) => Promise<void>;

/** Every way by which a secret comes into the server, or is made by it. */
export const SECRET_DOORS: readonly Doors[] = [
  storeSecrets,
  recordProviders,
  connectSources,
  makeKeys,
  tradeTokens,
  mintScopedTokens,
  upload,
];

async function storeSecrets(client: LeakClient, canaries: Canary[]): Promise<void> {
  const [first, second, gone] = ["secret value", "new secret value", "deleted secret"].map(
    (label) => newCanary(label),
  );
  if (first === undefined || second === undefined || gone === undefined)
    throw new Error("no canary");
  canaries.push(first, second, gone);
  const create = (name: string, { text }: Canary) =>
    client.expect(201, ["POST", "/v1/secrets"], { json: { name, value: text } });
  await create("kept", first);
  await client.expect(409, ["POST", "/v1/secrets"], { json: { name: "kept", value: second.text } });
  await client.expect(200, ["PUT", "/v1/secrets/kept"], { json: { value: second.text } });
  await create("gone", gone);
  await client.expect(204, ["DELETE", "/v1/secrets/gone"]);
  await client.expect(200, ["GET", "/v1/secrets/kept"]);
  await client.expect(200, ["GET", "/v1/secrets"]);
}

async function recordProviders(client: LeakClient, canaries: Canary[]): Promise<void> {
  const [key, newKey] = [newCanary("provider key"), newCanary("new provider key")];
  canaries.push(key, newKey);
  const path = "/v1/embedding-providers";
  const provider = { name: "p", provider_type: "service", config: { model: "m" } };
  const created = await client.expect(201, ["POST", path], {
    json: { ...provider, api_key: key.text },
  });
  const own = `${path}/${created.json.id}`;
  await client.expect(409, ["POST", path], { json: { ...provider, api_key: newKey.text } });
  await client.expect(200, ["PUT", own], { json: { api_key: newKey.text } });
  await client.expect(409, ["PUT", `${path}/sys_emb_openai`], { json: { api_key: newKey.text } });
  await client.expect(400, ["POST", path], {
    json: { ...provider, name: "q", config: { token: key.text } },
  });
  await client.expect(200, ["GET", own]);
  await client.expect(200, ["GET", path]);
}

/** Passwords of sources that do not answer: what is said about that must not have them. */
async function connectSources(client: LeakClient, canaries: Canary[]): Promise<void> {
  const [password, newPassword] = [newCanary("source password"), newCanary("new source password")];
  canaries.push(password, newPassword);
  const config = { host: "127.0.0.1", port: 9, user: "u", database: "d" };
  const connection = (name: string, { text }: Canary) => ({
    name,
    source_type: "postgres",
    config: { ...config, password: text },
  });
  const path = "/v1/connections";
  const made = await client.expect(201, ["POST", path], { json: connection("till", password) });
  const own = `${path}/${made.json.id}`;
  await client.expect(409, ["POST", path], { json: connection("TILL", newPassword) });
  await client.expect(200, ["PATCH", own], {
    json: { config: { ...config, password: newPassword.text } },
  });
  await client.expect(400, ["PATCH", own], { json: { config: { password: newPassword.text } } });
  for (const asked of [own, `${own}/health`, path, "/v1/secrets", "/v1/information_schema"]) {
    await client.expect(200, ["GET", asked]);
  }
  await client.expect(200, ["POST", "/v1/refresh"], { json: { connection_id: made.json.id } });
  await client.call("POST", "/v1/query", { json: { sql: "SELECT * FROM till.public.orders" } });
  await client.expect(204, ["DELETE", own]);
}

async function makeKeys(client: LeakClient, canaries: Canary[]): Promise<void> {
  const made = await client.expect(201, ["POST", "/v1/api-keys"], { json: { name: "made" } });
  const apiKey: string = made.json.api_key ?? made.json.key;
  const canary = canaryOf("key that was made", apiKey);
  canaries.push(canary);
  made.shows.add(canary);
  const wrong = newCanary("wrong key");
  canaries.push(wrong);
  await client.expect(200, ["GET", "/v1/databases"], { credential: apiKey });
  await client.expect(200, ["GET", "/v1/api-keys"], { credential: apiKey });
  for (const credential of [
    wrong.text,
    `hd_${wrong.text}`,
    `eyJ${wrong.text}`,
    `eyJ.${wrong.text}.x`,
  ]) {
    await client.expect(401, ["GET", "/v1/databases"], { credential });
  }
  const basic = `Basic ${Buffer.from(`u:${wrong.text}`).toString("base64")}`;
  await client.expect(401, ["GET", "/v1/databases"], {
    credential: "",
    headers: { authorization: basic },
  });
}

async function tradeTokens(client: LeakClient, canaries: Canary[]): Promise<void> {
  const exchange = (fields: Record<string, string>, status = 200) =>
    client.expect(status, ["POST", "/v1/auth/jwt"], {
      credential: "",
      body: new URLSearchParams(fields),
    });
  const wrong = newCanary("wrong token");
  canaries.push(wrong);
  const minted = await exchange({ grant_type: "api_token", api_token: client.apiKey });
  const access = signatureOf("access token", minted.json.access_token);
  const refresh = signatureOf("refresh token", minted.json.refresh_token);
  const renewed = await exchange({
    grant_type: "refresh_token",
    refresh_token: minted.json.refresh_token,
  });
  const second = signatureOf("renewed access token", renewed.json.access_token);
  // Two tokens of one second are the same.
  for (const answer of [minted, renewed])
    for (const shown of [access, second]) answer.shows.add(shown);
  minted.shows.add(refresh);
  canaries.push(access, refresh, second);
  await client.expect(200, ["GET", "/v1/databases"], { credential: minted.json.access_token });
  await exchange({ grant_type: "api_token", api_token: wrong.text }, 401);
  await exchange({ grant_type: "refresh_token", refresh_token: `eyJ.${wrong.text}` }, 401);
  await exchange({ grant_type: "password", password: wrong.text }, 400);
  const tampered = `${minted.json.access_token.slice(0, -5)}${wrong.text}`;
  await client.expect(401, ["GET", "/v1/databases"], { credential: tampered });
}

async function mintScopedTokens(client: LeakClient, canaries: Canary[]): Promise<void> {
  const wrong = newCanary("wrong scoped token");
  canaries.push(wrong);
  for (const scope of ["database", "sandbox"]) {
    const path = `/v1/auth/${scope}`;
    const minted = await client.expect(200, ["POST", path], { json: { name: "scoped" } });
    const { token, refresh_token: refreshToken } = minted.json;
    const access = signatureOf(`${scope} token`, token);
    const refresh = signatureOf(`${scope} refresh token`, refreshToken);
    canaries.push(access, refresh);
    minted.shows.add(access).add(refresh);
    const renew = (given: string, status: number) =>
      client.expect(status, ["POST", path], {
        credential: "",
        json: { grant_type: "refresh_token", refresh_token: given },
      });
    const renewed = await renew(refreshToken, 200);
    const second = signatureOf(`renewed ${scope} token`, renewed.json.token);
    canaries.push(second);
    for (const answer of [minted, renewed]) answer.shows.add(access).add(second).add(refresh);
    await renew(`eyJ.${wrong.text}`, 401);
    await client.call("GET", "/v1/databases", { credential: token });
  }
}

/** Header and claims of a token are no secret; its signature is. */
function signatureOf(label: string, token: string): Canary {
  return canaryOf(label, token.split(".").at(-1) ?? token);
}

async function upload(client: LeakClient, canaries: Canary[]): Promise<void> {
  const opened = await client.expect(201, ["POST", "/v1/uploads"], {
    json: { filename: "a.csv", declared_size_bytes: 6 },
  });
  const { upload_id: id, url, finalize_token: token } = opened.json;
  const proof = canaryOf("finalize token", token);
  const signature = canaryOf("upload signature", new URL(url).searchParams.get("signature") ?? "");
  const wrong = newCanary("wrong finalize token");
  opened.shows.add(proof).add(signature);
  canaries.push(proof, signature, wrong);
  const forged = url.replace(/signature=[^&]*/, `signature=${wrong.text}`);
  await client.expect(403, ["PUT", forged], { credential: "", body: "a\n1\n2\n" });
  await client.expect(200, ["PUT", url], { credential: "", body: "a\n1\n2\n" });
  const finalize = (finalizeToken: string) =>
    client.call("POST", `/v1/uploads/${id}/finalize`, {
      headers: { "x-upload-finalize-token": finalizeToken },
      json: {},
    });
  const refused = await finalize(wrong.text);
  if (refused.status < 400) throw new Error("a wrong finalize token was accepted");
  const done = await finalize(token);
  if (done.status !== 200) throw new Error(done.text);
}
