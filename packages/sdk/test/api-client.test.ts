import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { ConnectionsApi } from "../src/generated/connections-api.ts";
import { DatabasesApi } from "../src/generated/databases-api.ts";
import { HealthApi } from "../src/generated/health-api.ts";
import { InformationSchemaApi } from "../src/generated/information-schema-api.ts";
import { QueryApi } from "../src/generated/query-api.ts";
import { UploadsApi } from "../src/generated/uploads-api.ts";
import { WorkspacesApi } from "../src/generated/workspaces-api.ts";
import { LocalServer, readBody, sendJson } from "./support/local-server.ts";

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** A server that remembers requests and answers all of them alike. */
async function recordingServer(
  seen: Seen[],
  status: number,
  answer: unknown,
): Promise<LocalServer> {
  return LocalServer.start(async (request, response) => {
    const body = (await readBody(request)).toString();
    seen.push({ method: request.method, url: request.url, headers: request.headers, body });
    if (status === 204) response.writeHead(204).end();
    else sendJson(response, status, answer);
  });
}

const UPLOAD = { id: "upl1", status: "ready", size_bytes: 3, created_at: "2026-01-01T00:00:00Z" };
const QUERY_ANSWER = {
  query_run_id: "qrun1",
  columns: [],
  nullable: [],
  rows: [],
  row_count: 0,
  preview_row_count: 0,
  truncated: false,
  execution_time_ms: 0,
};

describe("requests", () => {
  it("carry key, workspace, scope and a JSON body with wire names", async () => {
    const seen: Seen[] = [];
    await using server = await recordingServer(seen, 200, QUERY_ANSWER);
    const api = new QueryApi(server.client({ workspaceId: "ws1" }));
    const answer = await api.query(
      { sql: "SELECT 'ü'", defaultSchema: "s" },
      { xDatabaseId: "db1" },
    );
    assert.equal(answer.queryRunId, "qrun1");
    const [request] = seen;
    assert.equal(request?.method, "POST");
    assert.equal(request?.url, "/v1/query");
    assert.equal(request?.headers["authorization"], "Bearer key");
    assert.equal(request?.headers["x-workspace-id"], "ws1");
    assert.equal(request?.headers["x-database-id"], "db1");
    assert.equal(request?.headers["content-type"], "application/json");
    assert.equal(request?.body, `{"sql":"SELECT 'ü'","default_schema":"s"}`);
  });

  it("carry the sandbox on every call in a workspace, unless the call names another", async () => {
    const seen: Seen[] = [];
    await using server = await recordingServer(seen, 200, QUERY_ANSWER);
    const api = new QueryApi(server.client({ sandboxId: "s_configured" }));
    await api.query({ sql: "SELECT 1" });
    await api.query({ sql: "SELECT 1" }, { xSessionId: "s_ofthecall" });
    const sent = seen.map(({ headers }) => headers["x-session-id"]);
    assert.deepEqual(sent, ["s_configured", "s_ofthecall"]);
  });

  it("leave the workspace out where it has no say, and the key on public ones", async () => {
    const seen: Seen[] = [];
    await using server = await recordingServer(seen, 200, { ok: true, workspaces: [] });
    await new WorkspacesApi(server.client({ workspaceId: "ws1" })).listWorkspaces();
    assert.equal(seen[0]?.headers["x-workspace-id"], undefined);
    await using health = await recordingServer(seen, 200, {
      status: "ok",
      service: "s",
      version: "1",
    });
    await new HealthApi(health.client({ workspaceId: "ws1" })).health();
    assert.equal(seen[1]?.headers["authorization"], undefined);
  });

  it("encode path segments and query values", async () => {
    const seen: Seen[] = [];
    await using server = await recordingServer(seen, 204, undefined);
    const connections = new ConnectionsApi(server.client());
    const answer = await connections.deleteManagedTable("c/1", "a b", "ü?#%");
    assert.equal(answer, undefined);
    assert.equal(seen[0]?.url, "/v1/connections/c%2F1/schemas/a%20b/tables/%C3%BC%3F%23%25");
    await using other = await recordingServer(seen, 200, {
      tables: [],
      count: 0,
      limit: 5,
      has_more: false,
    });
    const options = { includeColumns: true, schema: "a%&b", limit: 5, cursor: undefined };
    await new InformationSchemaApi(other.client()).informationSchema(options);
    assert.equal(
      seen[1]?.url,
      "/v1/information_schema?schema=a%25%26b&include_columns=true&limit=5",
    );
  });

  for (const id of ["", ".", ".."]) {
    it(`refuse "${id}" as an id, which would reach another operation`, async () => {
      const seen: Seen[] = [];
      await using server = await recordingServer(seen, 204, undefined);
      await assert.rejects(
        new DatabasesApi(server.client()).deleteDatabase(id),
        /database_id must be a name or an id/,
      );
      assert.deepEqual(seen, []);
    });
  }

  it("send raw bytes of every kind with their type", async () => {
    const seen: Seen[] = [];
    await using server = await recordingServer(seen, 201, UPLOAD);
    const api = new UploadsApi(server.client());
    const bytes = new TextEncoder().encode("a,b");
    const shared = new Uint8Array(new SharedArrayBuffer(3));
    shared.set(bytes);
    await api.uploadFile(bytes, { contentType: "text/csv" });
    await api.uploadFile(bytes.buffer);
    await api.uploadFile(new Uint8Array([0, ...bytes]).subarray(1));
    await api.uploadFile(shared);
    await api.uploadFile(new Blob([bytes], { type: "text/csv" }));
    const upload = await api.uploadFile(new Blob([bytes]).stream());
    await api.uploadFile(Readable.from([bytes.subarray(0, 1), bytes.subarray(1)]));
    await api.uploadFile(Readable.toWeb(Readable.from([bytes])));
    assert.equal(upload.sizeBytes, 3);
    assert.deepEqual(
      seen.map(({ body }) => body),
      Array.from({ length: 8 }, () => "a,b"),
    );
    const binary = "application/octet-stream";
    assert.deepEqual(
      seen.map(({ headers }) => headers["content-type"]),
      ["text/csv", binary, binary, binary, "text/csv", binary, binary, binary],
    );
    await assert.rejects(
      // @ts-expect-error A string is no binary body.
      api.uploadFile("text"),
      /takes a Blob, ArrayBuffer, Uint8Array or a stream/,
    );
  });

  it("stream a large upload without collecting it", async () => {
    let received = 0;
    await using server = await LocalServer.start(async (request, response) => {
      for await (const chunk of request) received += chunk.length;
      sendJson(response, 201, UPLOAD);
    });
    const chunk = new Uint8Array(1024 * 1024);
    let produced = 0;
    let furthestAhead = 0;
    const data = new ReadableStream<Uint8Array>({
      pull(controller) {
        produced += chunk.length;
        furthestAhead = Math.max(furthestAhead, produced - received);
        if (produced > 100 * chunk.length) controller.close();
        else controller.enqueue(chunk);
      },
    });
    await new UploadsApi(server.client()).uploadFile(data);
    assert.equal(received, 100 * chunk.length);
    assert.ok(furthestAhead < 30 * chunk.length, `${furthestAhead} bytes were read ahead`);
  });
});

describe("answers", () => {
  it("are typed and decoded by status", async () => {
    const accepted = {
      query_run_id: "qrun2",
      status: "running",
      status_url: "/v1/query-runs/qrun2",
    };
    await using server = await recordingServer([], 202, accepted);
    const api = new QueryApi(server.client());
    const answer = await api.query({ sql: "x", async: true });
    assert.ok("statusUrl" in answer);
    assert.equal(answer.queryRunId, "qrun2");
    // Promised rows must not turn into a receipt.
    await assert.rejects(api.query({ sql: "x" }), {
      name: "ResponseValidationError",
      message: "query: status should be 200, but is 202 (request id req-1)",
    });
  });

  it("keep large integers and decimals in rows", async () => {
    await using server = await LocalServer.start((_, response) => {
      const text = JSON.stringify(QUERY_ANSWER).replace(
        '"rows":[]',
        '"rows":[[9223372036854775807,1.000000000000000001]]',
      );
      response.writeHead(200, { "content-type": "application/json" }).end(text);
    });
    const answer = await new QueryApi(server.client()).query({ sql: "x" });
    assert.deepEqual(answer.rows, [[9223372036854775807n, "1.000000000000000001"]]);
  });

  it("that are not JSON, or of another status, are refused by name", async () => {
    await using page = await LocalServer.start(
      (_, response) => void response.writeHead(200).end("<html>"),
    );
    await assert.rejects(new QueryApi(page.client()).query({ sql: "x" }), {
      name: "ResponseValidationError",
      message: 'query: body should be JSON, but is "<html>"',
    });
    await using other = await recordingServer([], 201, QUERY_ANSWER);
    await assert.rejects(
      new QueryApi(other.client()).query({ sql: "x", async: true }),
      /status should be 200 or 202, but is 201/,
    );
  });
});

describe("an ApiClient", () => {
  it("makes many calls at once, and keeps nothing of them", async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): number => warnings.push(warning);
    process.on("warning", listen);
    await using server = await recordingServer([], 200, QUERY_ANSWER);
    const api = new QueryApi(server.client());
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 50 }, () => api.query({ sql: "x" }, { signal })));
    process.off("warning", listen);
    assert.deepEqual(warnings, []);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });
});

describe("ApiClient.close", () => {
  it("ends calls in progress and refuses later ones", async () => {
    await using server = await LocalServer.start(() => undefined);
    const client = server.client();
    const call = new QueryApi(client).query({ sql: "x" });
    setTimeout(() => client.close(), 20);
    await assert.rejects(call, { name: "AbortError" });
    await assert.rejects(new QueryApi(client).query({ sql: "x" }), { name: "AbortError" });
  });
});
