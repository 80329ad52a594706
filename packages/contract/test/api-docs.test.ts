import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { apiDocs } from "../src/api-docs/api-docs.ts";
import type { Operation } from "../src/operation.ts";
import { operations } from "../src/operations.ts";
import { OWN_OPERATIONS } from "./operation-facts.ts";

const registry: readonly Operation[] = Object.values(operations);
const text = apiDocs(registry, new Set(OWN_OPERATIONS));

test("the committed docs/api.md is fresh", async () => {
  assert.equal(await readFile(new URL("../../../docs/api.md", import.meta.url), "utf8"), text);
});

test("every operation has a section with its call, and a mark where it needs one", () => {
  const sections = new Map(
    text.split(/^### /m).map((section) => [section.slice(0, section.indexOf("\n")), section]),
  );
  for (const { id, method, path, params, query, responses } of registry) {
    const section = sections.get(id) ?? "";
    assert.ok(section.includes(`\`${method} ${path}\``), id);
    assert.equal(section.includes("of this server only"), OWN_OPERATIONS.includes(id), id);
    for (const parameters of [params, query]) {
      for (const name of Object.keys(parameters?.shape ?? {})) {
        assert.ok(section.includes(`| \`${name}\``), `${id} ${name}`);
      }
    }
    for (const status of Object.keys(responses)) {
      assert.ok(section.includes(`| ${status} |`), `${id} ${status}`);
    }
  }
});

test("every link leads to a heading", () => {
  const titles = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => title.toLowerCase());
  const headings = new Set(titles);
  assert.equal(headings.size, titles.length, "two headings of one name");
  const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = ""]) => target);
  assert.ok(links.length > 100);
  for (const link of links) assert.ok(headings.has(link), link);
});
