import { parseArgs } from "node:util";
import type { Suite } from "./bench.ts";
import { SCALES } from "./scale.ts";
import type { Scale } from "./scale.ts";
import { SUITES } from "./suites.ts";

export interface Options {
  readonly suites: readonly Suite[];
  readonly scale: Scale;
  readonly json: boolean;
  /** A Markdown page whose sections of the suites are replaced. */
  readonly write: string | undefined;
}

export const USAGE = `npm run bench -- [suite ...] [--json] [--write page.md] [--scale ${Object.keys(SCALES).join("|")}]
suites: ${SUITES.map((suite) => suite.name).join(", ")}`;

/** Reads the command line; throws an error with a sentence for people. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      scale: { type: "string" },
      write: { type: "string" },
    },
  });
  const suites = positionals.length === 0 ? SUITES : positionals.map(suiteNamed);
  const scale = scaleNamed(values.scale ?? "normal");
  return { suites, scale, json: values.json, write: values.write };
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
