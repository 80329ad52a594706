import { ChromiumRuntime } from "./chromium-runtime.ts";
import { CommandRuntime } from "./command-runtime.ts";
import { installPrograms, VERSIONS } from "./installed-programs.ts";
import type { Runtime, RuntimeJob } from "./runtime.ts";

/** Deno may reach the local servers and nothing else, the environment included. */
function denoFlags({ bundle, needsFiles }: RuntimeJob): readonly string[] {
  const files = needsFiles
    ? ["--allow-read", "--allow-write", "--allow-env"]
    : [`--allow-read=${bundle}`];
  return ["run", "--no-config", "--no-lock", "--no-prompt", "--allow-net=127.0.0.1", ...files];
}

/** The runtimes, in the order in which they are printed; only those with one of the words. */
export async function allRuntimes(words: readonly string[]): Promise<readonly Runtime[]> {
  const programs = await installPrograms();
  const runtimes = [
    new CommandRuntime(`node ${VERSIONS.node20}`, programs.node20),
    new CommandRuntime(`node ${VERSIONS.node26}`, programs.node26),
    new ChromiumRuntime("page"),
    new ChromiumRuntime("worker"),
    new CommandRuntime(`bun ${VERSIONS.bun}`, programs.bun, () => ["run"]),
    new CommandRuntime(`deno ${VERSIONS.deno}`, programs.deno, denoFlags),
  ];
  if (words.length === 0) return runtimes;
  return runtimes.filter(({ name }) => words.some((word) => name.includes(word)));
}
