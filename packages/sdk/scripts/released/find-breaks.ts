import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { SDK } from "./released-folder.ts";

/** A place in users' code that no longer compiles. */
export interface Break {
  /** File and line of the recorded code. */
  readonly place: string;
  readonly message: string;
  /** Files of the sources that declare what the message names. */
  readonly changedFiles: readonly string[];
}

const TSC = join(SDK, "../../node_modules/.bin/tsc");
const ERROR = /^(.+)\((\d+),\d+\): error (TS\d+: .*)$/gm;

/** Compiles recorded code against the present sources. */
export function findBreaks(folder: string): readonly Break[] {
  const args = ["-p", folder, "--pretty", "false"];
  const { stdout, status, error } = spawnSync(TSC, args, { cwd: folder, encoding: "utf8" });
  if (error !== undefined) throw error;
  const breaks = [...stdout.matchAll(ERROR)].map(([, file = "", line = "", message = ""]) => ({
    place: `${relative(SDK, join(folder, file))}:${line}`,
    message,
    changedFiles: declaringFiles(message),
  }));
  if (status !== 0 && breaks.length === 0) throw new Error(`tsc failed:\n${stdout}`);
  return breaks;
}

function declaringFiles(message: string): readonly string[] {
  const names = [...message.matchAll(/'(?:typeof )?(\w+)(?:<[^']*>)?'/g)].map(([, name]) => name);
  if (names.length === 0) return [];
  const declaration = new RegExp(
    `^export (?:abstract )?(?:class|interface|type|const|function) (?:${names.join("|")})\\b`,
    "m",
  );
  return globSync("src/**/*.ts", { cwd: SDK })
    .filter((file) => declaration.test(readFileSync(join(SDK, file), "utf8")))
    .toSorted();
}
