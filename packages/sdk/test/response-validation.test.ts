import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DatabasesApi } from "../src/generated/databases-api.ts";
import { QueryApi } from "../src/generated/query-api.ts";
import { RefreshApi } from "../src/generated/refresh-api.ts";
import { LocalServer, sendJson } from "./support/local-server.ts";

const LOOSE = { validateResponses: false };

describe("validateResponses: false", () => {
  it("renames, leaves out what is missing and hands on what differs", async () => {
    const wire = { id: 7, name: ["x"], expires_at: 5, default_schema: { some_key: 1 }, unknown: 1 };
    await using server = await answering(200, wire);
    const database = await new DatabasesApi(server.client(LOOSE)).getDatabase("db1");
    assert.deepEqual(database, {
      id: 7,
      name: ["x"],
      expiresAt: 5,
      defaultSchema: { some_key: 1 },
    });
    await assert.rejects(new DatabasesApi(server.client()).getDatabase("db1"), {
      name: "ResponseValidationError",
      path: "DatabaseDetailResponse.id",
    });
  });

  it("takes the model that is nearest where several are possible", async () => {
    const wire = { id: "d1", version: "2", status: 7, columns_found: null };
    await using server = await answering(200, wire);
    const request = { datasetId: "d1" };
    const answer: unknown = await new RefreshApi(server.client(LOOSE)).refresh(request);
    assert.deepEqual(answer, { id: "d1", version: "2", status: 7 });
    await assert.rejects(new RefreshApi(server.client()).refresh(request), { path: "body" });
  });

  it("takes whatever is no object as it is, and answers of an unknown status", async () => {
    await using text = await answering(200, "x");
    assert.equal(await new QueryApi(text.client(LOOSE)).query({ sql: "x" }), "x");
    await using other = await answering(299, { row_count: 1 });
    const answer = await new QueryApi(other.client(LOOSE)).query({ sql: "x" });
    assert.deepEqual(answer, { rowCount: 1 });
    await assert.rejects(new QueryApi(other.client()).query({ sql: "x" }), { path: "status" });
  });

  it("still refuses what is no JSON", async () => {
    await using server = await LocalServer.start((_, response) => {
      response.end("<html>");
    });
    await assert.rejects(new QueryApi(server.client(LOOSE)).query({ sql: "x" }), {
      name: "ResponseValidationError",
      path: "body",
    });
  });
});

async function answering(status: number, wire: unknown): Promise<LocalServer> {
  return LocalServer.start((_, response) => sendJson(response, status, wire));
}
