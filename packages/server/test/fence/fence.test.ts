import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, before, test } from "node:test";
import * as fc from "fast-check";
import { inspectStatement } from "../../src/engine/duckdb/statement/inspect-statement.ts";
import { type SqlDialect, SqlError, type TableReference } from "../../src/engine/engine.ts";
import { openParser } from "../engine/statement/open-parser.ts";
import { attackClasses } from "../sandbox/attacks.ts";
import { listFileTree } from "../sandbox/file-tree.ts";
import { attackCores } from "./attack-cores.ts";
import { doors } from "./doors.ts";
import { aim, type FenceFixture, paperFenceTarget, startFenceFixture } from "./fence-target.ts";
import { nameDoors } from "./name-doors.ts";
import { grammarOf } from "./statement-grammar.ts";

const INSPECTED = 12_000;
const SENT = 1_000;
/** `FENCE_SEED=7 npm test -- fence` makes the statements of another run again. */
const seed = Number(process.env["FENCE_SEED"] ?? randomInt(2 ** 31));

const DIALECTS: readonly SqlDialect[] = ["hotsql", "duckdb", "postgres", "snowflake"];
const parser = await openParser();
const { statement } = grammarOf(attackCores);

const accepted: string[] = [];
let generated = 0;
let canariesSeen = 0;
let fixture: FenceFixture;
let treeBefore: readonly string[];

before(async () => {
  fixture = await startFenceFixture();
  // What the doors leave behind by themselves is there before the files are listed.
  for (const door of doors) await door.send(fixture, "SELECT * FROM nothing_of_that_name");
  treeBefore = await listTree();
});

after(() => fixture[Symbol.asyncDispose]());

/** Sends a text through a door; notes whether it was let in and whether it brought a canary out. */
async function knock(
  where: string,
  send: () => Promise<{ readonly status: number; readonly text: string }>,
): Promise<void> {
  const { status, text } = await send();
  if (fixture.canaries.some((canary) => text.includes(canary))) canariesSeen += 1;
  if (text.includes(fixture.target.dataDir)) canariesSeen += 1;
  if (status < 400 || status >= 500) accepted.push(`${status} ${where}: ${text.slice(0, 300)}`);
}

test("fence: every class through every door", async () => {
  for (const door of doors) {
    for (const { name, attacks } of attackClasses) {
      for (const attack of attacks) {
        const sqlText = aim(attack, fixture.target);
        // An answer that quotes the statement quotes the path that was sent, which is no canary.
        await knock(`${door.name}, ${name}: ${sqlText}`, async () => {
          const { status, text } = await door.send(fixture, sqlText);
          return { status, text: withoutEcho(text, sqlText) };
        });
      }
    }
  }
  assert.deepEqual(accepted, []);
});

test("fence: names, types and options", async () => {
  for (const door of nameDoors) {
    for (const text of door.texts(fixture.target)) {
      await knock(`${door.name}: ${text}`, async () => {
        const answer = await door.send(fixture, text);
        return { status: answer.status, text: withoutEcho(answer.text, text) };
      });
    }
  }
  assert.deepEqual(accepted, []);
});

test("fence: generated statements do not pass the check", async () => {
  const sample = fc.tuple(statement, fc.constantFrom(...DIALECTS));
  await fc.assert(
    fc.asyncProperty(sample, async ([text, dialect]) => {
      generated += 1;
      const sqlText = aim(text, paperFenceTarget);
      const passes = await passesCheck(sqlText, dialect);
      if (passes) accepted.push(`${dialect}: ${sqlText}`);
      assert.ok(!passes, `passed in ${dialect}: ${sqlText}`);
    }),
    { seed, numRuns: INSPECTED },
  );
});

test("fence: generated statements are refused by the server", async () => {
  const sample = fc.tuple(statement, fc.constantFrom(...doors));
  await fc.assert(
    fc.asyncProperty(sample, async ([text, door]) => {
      generated += 1;
      const sqlText = aim(text, fixture.target);
      const before = accepted.length;
      await knock(`${door.name}: ${sqlText}`, async () => {
        const answer = await door.send(fixture, sqlText);
        return { status: answer.status, text: withoutEcho(answer.text, sqlText) };
      });
      assert.equal(accepted.length, before, accepted.at(-1));
    }),
    { seed, numRuns: SENT },
  );
});

test("fence: nothing came out and nothing was left behind", async () => {
  const { log } = fixture.server;
  canariesSeen += fixture.canaries.filter((canary) => log.includes(canary)).length;
  const tree = await listTree();
  const classes = attackClasses.length;
  console.log(
    `fence: classes ${classes}, doors ${doors.length + nameDoors.length}, generated statements ` +
      `${generated}, accepted ${accepted.length}, canaries ${canariesSeen} (seed ${seed})`,
  );
  assert.deepEqual(tree, treeBefore);
  assert.ok(generated >= 10_000);
  assert.equal(accepted.length, 0);
  assert.equal(canariesSeen, 0);
});

/** Through the check, and with tables that the caller has: the engine would run it. */
async function passesCheck(sqlText: string, dialect: SqlDialect): Promise<boolean> {
  try {
    const { tables } = await inspectStatement(parser, sqlText, { dialect, hasParameters: false });
    return tables.every(isOwnTable);
  } catch (error) {
    assert.ok(error instanceof SqlError, `${sqlText} failed with ${String(error)}`);
    return false;
  }
}

function isOwnTable({ catalog = "default", schema = "main", table }: TableReference): boolean {
  return [catalog, schema, table].join(".").toLowerCase() === "default.main.mine";
}

function withoutEcho(text: string, sent: string): string {
  const folder = fixture.target.dataDir;
  return sent.includes(folder) ? text.replaceAll(folder, "") : text;
}

/** Results, the metastore and SQLite's own files change with every query; so do saved queries. */
function listTree(): Promise<readonly string[]> {
  return listFileTree(fixture.server.folder, (path) =>
    /^data[/\\](results[/\\]|metastore\.)|-shm$/.test(path),
  );
}
