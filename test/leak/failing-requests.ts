import { connect } from "node:net";
import { once } from "node:events";
import { type Canary, newCanary } from "./canary.ts";
import type { LeakClient } from "./leak-client.ts";

/** Secrets in requests that fail, in every part of them. */
export async function sendFailingRequests(client: LeakClient, canaries: Canary[]): Promise<void> {
  const { text } = push(canaries, newCanary("secret of a failing request"));
  const query = `?api_key=${text}&token=${text}&cursor=${text}&limit=${text}&since=${text}`;
  for (const path of ["/v1/databases", "/v1/audit-events", "/v1/nowhere", "/health", "/v1/jobs"]) {
    await client.call("GET", path + query);
    await client.call("PATCH", path + query, {
      headers: { cookie: `s=${text}`, "x-api-key": text },
    });
  }
  await client.call("GET", "/v1/databases", { headers: { "x-workspace-id": text } });
  const bodies = [
    `{"name":"a","value":"${text}`,
    `{"name":"a","value":"${text}",}`,
    `{"name":"a","value":${text}}`,
    `{"value":"${text}"}}`,
    text,
    `"${text}"`,
    `[["${text}"]]`,
    JSON.stringify({ name: "a", value: [text] }),
    JSON.stringify({ name: "a", value: { [text]: text } }),
    JSON.stringify({ name: "a", value: text.repeat(2_000) }),
    JSON.stringify({ name: "a", value: `${text}\ud800` }),
    JSON.stringify({ name: "kept", value: text }),
    JSON.stringify({ name: 1, value: text, provider_type: text, mode: text, scope: text }),
    JSON.stringify({ api_token: text, grant_type: text, sql: 1, config: text, url: text }),
  ];
  const calls = [
    "POST /v1/secrets",
    "PUT /v1/secrets/unknown",
    "POST /v1/embedding-providers",
    "POST /v1/connections",
    "POST /v1/api-keys",
    "POST /v1/auth/jwt",
    "POST /v1/databases",
    "POST /v1/query",
    "POST /v1/uploads",
  ];
  for (const body of bodies) {
    for (const call of calls) {
      const [method = "", path = ""] = call.split(" ");
      const answer = await client.call(method, path, { body });
      if (answer.status >= 500 && answer.status !== 501) throw new Error(answer.text);
    }
  }
  // Elsewhere a name is no secret, and may be anything.
  const name = `${text} `;
  await client.expect(400, ["POST", "/v1/secrets"], { json: { name, value: text } });
  await client.expect(400, ["PUT", "/v1/secrets/a%20b"], { json: { name, value: text } });
  const password = push(canaries, newCanary("password of a connection"));
  await client.call("POST", "/v1/connections", {
    json: {
      name: "shop",
      source_type: "postgres",
      config: { host: "127.0.0.1", port: 1, user: "u", database: "d", password: password.text },
    },
  });
  await sendUnreadable(client, text);
}

/** What is not HTTP is answered outside of all routes. */
async function sendUnreadable(client: LeakClient, text: string): Promise<void> {
  const { port } = new URL(client.url);
  const requests = [
    `GET /v1/databases?token=${text} HTTP/9.9\r\nauthorization: Bearer ${text}\r\n\r\n`,
    `${text} / HTTP/1.1\r\nhost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: x\r\nx-${"a".repeat(20_000)}: ${text}\r\n\r\n`,
  ];
  for (const request of requests) {
    const socket = connect(Number(port), "127.0.0.1");
    let answer = "";
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on("data", (chunk) => (answer += String(chunk))).on("error", () => undefined);
    socket.write(request);
    await once(socket, "close");
    client.answers.push({
      call: "unreadable",
      status: 0,
      text: answer,
      json: {},
      shows: new Set(),
    });
  }
}

function push(canaries: Canary[], canary: Canary): Canary {
  canaries.push(canary);
  return canary;
}
