import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { it } from "node:test";
import { z } from "zod";
import { startTestApp } from "../start-test-app.ts";

const DASHBOARD = new URL("../../../../docs/grafana-dashboard.json", import.meta.url);
const Dashboard = z.object({
  templating: z.object({ list: z.array(z.object({ definition: z.string().optional() })) }),
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string() })).optional(),
    }),
  ),
});

const METRIC = /\b(?:hotdata|process|nodejs)_\w+/g;
/** Prometheus gives it to whatever it collects. */
const COLLECTED_LABEL = "instance";

/** Labels of each series that is answered, by name. */
function seriesOf(text: string): Map<string, Set<string>> {
  const series = new Map<string, Set<string>>();
  for (const line of text.split("\n")) {
    const [, name = "", labels = ""] = /^(\w+)(?:\{(.*)\})? /.exec(line) ?? [];
    if (name === "") continue;
    const known = series.get(name) ?? new Set([COLLECTED_LABEL]);
    for (const [, label = ""] of labels.matchAll(/(\w+)="/g)) known.add(label);
    series.set(name, known);
  }
  return series;
}

it("the dashboard shows only figures and labels that the server has", async (t) => {
  const app = await startTestApp(t);
  const query = (sql: string) => app.call("POST", "/v1/query", { json: { sql } });
  const { json } = await query("SELECT 1");
  await query("SELECT nothing");
  await app.call("GET", `/v1/results/${json.result_id}`);
  const { text } = await app.call("GET", "/metrics", { headers: { authorization: "" } });
  const series = seriesOf(text);
  const dashboard = Dashboard.parse(JSON.parse(await readFile(DASHBOARD, "utf8")));
  const expressions = [
    ...dashboard.templating.list.flatMap(({ definition }) => definition ?? []),
    ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ];
  const shown = new Set<string>();
  for (const expression of expressions) {
    const names = [...expression.matchAll(METRIC)].map(([name]) => name);
    assert.ok(names.length > 0, `${expression} names no figure`);
    const labels = new Set<string>();
    for (const name of names) {
      shown.add(name);
      const known = series.get(name);
      assert.ok(known, `${name} is not among what /metrics answers`);
      for (const label of known) labels.add(label);
    }
    const used = [
      ...Array.from(expression.matchAll(/by \(([\w, ]+)\)/g), ([, list = ""]) => list.split(", ")),
      ...Array.from(expression.matchAll(/(\w+)=~?"/g), ([, label = ""]) => [label]),
    ].flat();
    for (const label of used) assert.ok(labels.has(label), `${label} in ${expression}`);
  }
  const ours = [...series.keys()].filter((name) => name.startsWith("hotdata_"));
  const base = (name: string): string => name.replace(/_(bucket|sum|count)$/, "");
  const shownBases = new Set([...shown].map(base));
  assert.deepEqual(
    ours.filter((name) => !shownBases.has(base(name))),
    [],
    "every figure of the server's own is shown",
  );
});

it("its panels have ids of their own and do not overlap", async () => {
  const { panels } = Dashboard.parse(JSON.parse(await readFile(DASHBOARD, "utf8")));
  assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
  const taken = new Map<string, string>();
  for (const { title, gridPos } of panels) {
    const { x, y, w, h } = gridPos;
    assert.ok(x + w <= 24, title);
    for (let column = x; column < x + w; column += 1) {
      for (let row = y; row < y + h; row += 1) {
        const other = taken.get(`${column},${row}`);
        assert.equal(other, undefined, `${title} lies over ${other}`);
        taken.set(`${column},${row}`, title);
      }
    }
  }
});
