import assert from "node:assert/strict";
import { test } from "node:test";
import { LoadFixture } from "../loads/load-fixture.ts";

test("jobs are listed newest first, by type and status, with limit and offset", async (t) => {
  const loads = await LoadFixture.start(t);
  await loads.load("t", { mode: "replace", data: "n\n0\n" });
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    const data = index === 2 ? "n\nwrong\n" : `n\n${index}\n`;
    const submitted = await loads.load("t", { mode: "append", data, async: true });
    ids.unshift(submitted.json.id);
    await loads.ended(submitted.json.id);
  }
  const list = async (query: string): Promise<string[]> => {
    const answer = await loads.app.call("GET", `/v1/jobs?${query}`);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(Object.keys(answer.json), ["jobs"]);
    return answer.json.jobs.map(({ id }: { id: string }) => id);
  };
  const failed = ids[2] ?? "";
  const succeeded = ids.filter((id) => id !== failed);
  assert.deepEqual(await list(""), ids);
  assert.deepEqual(await list("limit=2&offset=1"), ids.slice(1, 3));
  assert.deepEqual(await list("limit=0"), []);
  assert.deepEqual(await list("status=failed"), [failed]);
  assert.deepEqual(await list("status=succeeded,failed"), ids);
  assert.deepEqual(await list("job_type=managed_load&status=succeeded"), succeeded);
  assert.deepEqual(await list("job_type=create_index"), []);
  assert.deepEqual(await list("status=pending,running"), []);
  for (const query of ["status=done", "job_type=secret", "limit=-1", "offset=x"]) {
    assert.equal((await loads.app.call("GET", `/v1/jobs?${query}`)).status, 400, query);
  }
});

test("a job is not found under another id or in another workspace, and goes with its own", async (t) => {
  const loads = await LoadFixture.start(t);
  const made = await loads.app.call("POST", "/v1/workspaces", { json: { name: "other" } });
  const workspaceId: string = made.json.workspace.public_id;
  const headers = { "x-workspace-id": workspaceId };
  const database = await loads.app.call("POST", "/v1/databases", { json: {}, headers });
  const path = `/v1/databases/${database.json.id}/schemas/main/tables/t/loads`;
  const json = { mode: "replace", data: "n\n1\n", async: true };
  const { id } = (await loads.app.call("POST", path, { json, headers })).json;
  assert.equal((await loads.app.call("GET", `/v1/jobs/${id}`, { headers })).status, 200);
  const own = { "x-workspace-id": loads.app.app.workspaceId };
  const foreign = await loads.app.call("GET", `/v1/jobs/${id}`, { headers: own });
  assert.equal(foreign.status, 404, foreign.text);
  assert.equal(foreign.json.error.code, "NOT_FOUND");
  const none = await loads.app.call("GET", "/v1/jobs/jobsnone", { headers: own });
  assert.equal(none.status, 404);
  assert.deepEqual((await loads.app.call("GET", "/v1/jobs", { headers: own })).json, { jobs: [] });
  const deleted = await loads.app.call("DELETE", `/v1/workspaces/${workspaceId}`);
  assert.equal(deleted.status, 204, deleted.text);
  assert.equal((await loads.app.call("GET", `/v1/jobs/${id}`, { headers: own })).status, 404);
});
