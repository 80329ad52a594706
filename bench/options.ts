import { parseArgs } from "node:util";
import type { Suite } from "./bench.ts";
import { SCALES } from "./scale.ts";
import type { Scale } from "./scale.ts";
import { SUITES } from "./suites.ts";

export interface Options {
  readonly suites: readonly Suite[];
  readonly scale: Scale;
  /** Part of a suite that alone is wanted. */
  readonly only: string | undefined;
  readonly json: boolean;
  /** A Markdown page whose sections of the suites are replaced. */
  readonly write: string | undefined;
}

export const USAGE = `npm run bench -- [suite ...] [--json] [--write page.md] [--scale ${Object.keys(SCALES).join("|")}]
search also takes [--only text|vectors] [--docs how many]
suites: ${SUITES.map((suite) => suite.name).join(", ")}`;

/** Reads the command line; throws an error with a sentence for people. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      docs: { type: "string" },
      json: { type: "boolean", default: false },
      only: { type: "string" },
      scale: { type: "string" },
      write: { type: "string" },
    },
  });
  const suites = positionals.length === 0 ? SUITES : positionals.map(suiteNamed);
  const scale = withDocs(scaleNamed(values.scale ?? "normal"), values.docs);
  const { json, only, write } = values;
  return { suites, scale, json, only, write };
}

function suiteNamed(name: string): Suite {
  const suite = SUITES.find((known) => known.name === name);
  if (suite === undefined) throw new Error(`there is no suite "${name}"`);
  return suite;
}

function scaleNamed(name: string): Scale {
  const scale = Object.entries(SCALES).find(([known]) => known === name)?.[1];
  if (scale === undefined) throw new Error(`there is no scale "${name}"`);
  return scale;
}

function withDocs(scale: Scale, docs: string | undefined): Scale {
  if (docs === undefined) return scale;
  const count = Number(docs);
  if (!Number.isSafeInteger(count) || count < 1) throw new Error(`"${docs}" is no number of docs`);
  return { ...scale, searchDocs: [count] };
}
