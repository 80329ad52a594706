import { execFile } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { promisify } from "node:util";

const LIMIT_MS = 300_000;
const run = promisify(execFile);

/** The Node that npm was started with: what users have, rather than the one of this project. */
export const USER_NODE = process.env["npm_node_execpath"] ?? process.execPath;

export interface UserProcessOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program with the user's Node; returns what it printed. A failure shows all of that. */
export async function runUserNode(
  args: readonly string[],
  { cwd, env }: UserProcessOptions,
): Promise<string> {
  const options = {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    timeout: LIMIT_MS,
    maxBuffer: 2 ** 26,
  };
  try {
    return (await run(USER_NODE, [...args], options)).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = Object(error);
    const line = ["node", ...args].join(" ");
    throw new Error(`${line}\nin ${cwd} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** Runs npm with the user's Node; `npm_execpath` is there because `npm run` started this. */
export function runNpm(args: readonly string[], options: UserProcessOptions): Promise<string> {
  const npm = process.env["npm_execpath"];
  if (npm === undefined) throw new Error("start this with `npm run`");
  return runUserNode([npm, ...args], options);
}

/** Without what `npm run` adds for its own package: a nested npm would take it for its settings. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_|NODE_OPTIONS$|INIT_CWD$|HOTDATA_)/i.test(name),
  );
  const path = [dirname(USER_NODE), process.env["PATH"] ?? ""].join(delimiter);
  return { ...Object.fromEntries(entries), PATH: path };
}
