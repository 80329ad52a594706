import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";
import { JSON_CASES } from "./json-cases.ts";
import { MARK_CASES } from "./mark-cases.ts";
import { OPTION_CASES } from "./option-cases.ts";
import { REJECT_CASES } from "./reject-cases.ts";
import { type Outcome, runFileCase } from "./run-file-case.ts";
import { SPECTRUM_CASES } from "./spectrum-cases.ts";
import { STRUCTURE_CASES } from "./structure-cases.ts";
import { TYPE_CASES } from "./type-cases.ts";

const GROUPS = {
  structure: STRUCTURE_CASES,
  types: TYPE_CASES,
  options: OPTION_CASES,
  marks: MARK_CASES,
  rejects: REJECT_CASES,
  JSON: JSON_CASES,
  "csv-spectrum": SPECTRUM_CASES,
};

test("files load exactly, or not at all", async (t) => {
  const app = await startTestApp(t);
  const created = await app.call("POST", "/v1/databases", { json: {} });
  const bench = { app, databaseId: String(created.json.id) };
  const counts = new Map<Outcome | "silently changed or unexpected", number>();
  const count = (outcome: Parameters<typeof counts.set>[0]) =>
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  for (const [group, cases] of Object.entries(GROUPS)) {
    await t.test(group, async (inner) => {
      for (const fileCase of cases) {
        await inner.test(fileCase.name, async () => {
          try {
            count(await runFileCase(bench, fileCase));
          } catch (error) {
            count("silently changed or unexpected");
            throw error;
          }
        });
      }
    });
  }
  const total = (outcome: Parameters<typeof counts.set>[0]) => counts.get(outcome) ?? 0;
  t.diagnostic(
    `exact ${total("exact")}, rejected with line ${total("rejected with line")}, ` +
      `rejected as a whole ${total("rejected as a whole")}, ` +
      `silently changed ${total("silently changed or unexpected")}`,
  );
});
