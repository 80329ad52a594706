import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ARROW, checkOutput, quickstart } from "../programs.ts";
import { TempProject } from "../temp-project.ts";
import { ARROW_PACKAGE, type PackProject } from "./pack-project.ts";

/** The oldest that the declarations are for, the last of each generation between, the newest. */
const VERSIONS = ["5.4.5", "5.9.3", "6.0.3", "7.0.2"];
const NODE_TYPES = "@types/node@20.19.43";

const STRICT = {
  target: "es2022",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  skipLibCheck: false,
  noEmit: true,
};

/** A program for Node, without the DOM's types, and one for browsers, without Node's. */
const FOR_NODE = { module: "nodenext", lib: ["es2022"], types: ["node"] };
const FOR_BROWSERS = {
  module: "esnext",
  moduleResolution: "bundler",
  lib: ["es2022", "dom", "dom.iterable"],
  types: [],
};

/** How TypeScript looked for packages before it knew `exports`; 7 no longer can. */
const FOR_OLD_NODE = { ...FOR_NODE, module: "commonjs", moduleResolution: "node10" };
const OLD_VERSIONS = ["5.4.5", "5.9.3"];

export const typeScriptProject: PackProject = {
  name: "strict TypeScript",
  async check({ folder, tarball, env }) {
    const program = quickstart(env);
    const project = await TempProject.create({ cwd: folder, env }, { type: "module" });
    const compilers = VERSIONS.map((version) => `typescript-${version}@npm:typescript@${version}`);
    await project.install(tarball, NODE_TYPES, ...compilers);
    await project.write("quickstart.ts", program.code);
    await project.write("arrow.ts", ARROW.code);
    await project.write("typed.ts", programText("typed.ts"));
    await project.write("commonjs.cts", programText("typed.ts"));
    await project.write("arrow-typed.ts", programText("arrow-typed.ts"));

    const modules = ["quickstart.ts", "typed.ts", "arrow.ts"];
    const nodeFiles = [...modules, "commonjs.cts"];
    await configure(project, "node", { options: FOR_NODE, files: nodeFiles });
    await configure(project, "browsers", { options: FOR_BROWSERS, files: modules });
    await configure(project, "old-node", { options: FOR_OLD_NODE, files: ["typed.ts"] });
    await compileWithAll(project, ["node", "browsers"]);
    for (const version of OLD_VERSIONS) await compile(project, version, "-p", "old-node.json");

    await project.install(ARROW_PACKAGE);
    // What apache-arrow itself declares does not pass in every version.
    const options = { ...FOR_NODE, skipLibCheck: true };
    await configure(project, "arrow", { options, files: ["arrow-typed.ts"] });
    await compileWithAll(project, ["arrow"]);

    await compile(project, VERSIONS.at(-1) ?? "", "-p", "node.json", "--noEmit", "false");
    checkOutput(await project.run("quickstart.js"), program);
    return VERSIONS.join(", ");
  },
};

function programText(name: string): string {
  return readFileSync(join(import.meta.dirname, "../programs", name), "utf8");
}

async function configure(
  project: TempProject,
  name: string,
  { options, files }: { readonly options: object; readonly files: readonly string[] },
): Promise<void> {
  const compilerOptions = { ...STRICT, ...options };
  await project.write(`${name}.json`, JSON.stringify({ compilerOptions, files }));
}

async function compileWithAll(project: TempProject, configs: readonly string[]): Promise<void> {
  for (const version of VERSIONS) {
    for (const config of configs) await compile(project, version, "-p", `${config}.json`);
  }
}

async function compile(
  project: TempProject,
  version: string,
  ...args: readonly string[]
): Promise<void> {
  await project.tool(`typescript-${version}/bin/tsc`, ...args);
}
