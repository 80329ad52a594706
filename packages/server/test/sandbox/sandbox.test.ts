import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { z } from "zod";
import { aimAttack, attackClasses } from "./attacks.ts";
import { listFileTree } from "./file-tree.ts";
import { type SandboxFixture, startSandboxFixture } from "./sandbox-fixture.ts";
import type { Answer } from "./sandboxed-server.ts";

/** What the attacker may do; its answers give away the session's settings and the table's rows. */
const permittedProbes = [
  "SELECT count(*), sum(n) FROM default.main.mine",
  "SELECT strftime(TIMESTAMPTZ '2020-06-01 12:00:00+00', '%H %Z'), TIMESTAMPTZ '2020-06-01 00:00:00+00'::VARCHAR",
  "SELECT 7 / 2, n FROM default.main.mine ORDER BY nullif(n, 2) DESC",
  "SHOW TABLES",
  "SHOW ALL TABLES",
  "SHOW DATABASES",
];

const DIALECTS = ["hotsql", "postgres", "duckdb", "snowflake"];

const answered = z.object({ columns: z.array(z.string()), rows: z.array(z.unknown()) });

let fixture: SandboxFixture;
let treeBefore: readonly string[];
let settingsBefore: string;
let canariesSeen = 0;

before(async () => {
  fixture = await startSandboxFixture();
  settingsBefore = await probeSettings();
  treeBefore = await listTree();
});

after(() => fixture[Symbol.asyncDispose]());

async function query(sqlText: string, dialect = "hotsql"): Promise<Answer> {
  const body = { sql: sqlText, dialect };
  const answer = await fixture.server.post("/v1/query", body, fixture.databaseId);
  if (fixture.canaries.some((canary) => answer.text.includes(canary))) canariesSeen += 1;
  return answer;
}

async function probeSettings(): Promise<string> {
  const hash = createHash("sha256");
  for (const sqlText of permittedProbes) {
    const { status, text } = await query(sqlText);
    assert.equal(status, 200, `${sqlText}: ${text}`);
    hash.update(JSON.stringify(answered.parse(JSON.parse(text))));
  }
  return hash.digest("hex");
}

/**
 * Results and the metastore record that queries were made, and SQLite's `-shm` files that a catalog
 * was read; all else has to stay as it is.
 */
function listTree(): Promise<readonly string[]> {
  return listFileTree(fixture.server.folder, (path) =>
    /^data[/\\](results[/\\]|metastore\.)|-shm$/.test(path),
  );
}

test("sandbox: the canaries are where an attack would find them", async () => {
  const { server, target, canaries } = fixture;
  const planted = [
    await readFile(target.canaryFile, "utf8"),
    await readFile(target.leftoverFile, "utf8"),
    (await server.post("/v1/query", { sql: "FROM secrets_of_others" }, target.otherDatabaseId))
      .text,
  ];
  const found = canaries.filter((canary) => planted.some((text) => text.includes(canary)));
  assert.equal(found.length, 3, "all but the one in the server's environment");
});

for (const { name, attacks } of attackClasses) {
  test(`sandbox: ${name}`, async () => {
    const passed: string[] = [];
    for (const attack of attacks) {
      const sqlText = aimAttack(attack, fixture.target);
      for (const dialect of DIALECTS) {
        const { status, text } = await query(sqlText, dialect);
        if (status !== 400) passed.push(`${status} ${dialect} ${sqlText}: ${text}`);
      }
    }
    const count = attacks.length * DIALECTS.length;
    console.log(`${name}: refused ${count - passed.length} of ${count}`);
    assert.deepEqual(passed, []);
  });
}

test("sandbox: nothing was written", async () => {
  assert.deepEqual(await listTree(), treeBefore);
  console.log("file tree unchanged");
});

test("sandbox: permitted queries answer as before", async () => {
  assert.equal(await probeSettings(), settingsBefore);
  console.log("settings unchanged");
});

test("sandbox: no answer held a canary", () => {
  console.log(`canaries seen ${canariesSeen}`);
  assert.equal(canariesSeen, 0);
});
