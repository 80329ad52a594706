import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runNpm, runUserNode, type UserProcessOptions } from "./user-process.ts";

/** A project of a user, in a folder of its own. */
export class TempProject {
  readonly #options: UserProcessOptions;

  private constructor(options: UserProcessOptions) {
    this.#options = options;
  }

  /** Makes the folder and its `package.json`. `options.env` is there for all that the project runs. */
  static async create(options: UserProcessOptions, manifest: object): Promise<TempProject> {
    const project = new TempProject(options);
    await project.write("package.json", JSON.stringify({ private: true, ...manifest }));
    return project;
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(dirname(this.#path(name)), { recursive: true });
    await writeFile(this.#path(name), text);
  }

  async copy(source: string, name: string): Promise<void> {
    await mkdir(dirname(this.#path(name)), { recursive: true });
    await copyFile(source, this.#path(name));
  }

  /** Installs packages: names with versions, or paths of tarballs. */
  async install(...packages: readonly string[]): Promise<void> {
    const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
    await runNpm(["install", ...flags, ...packages], this.#options);
  }

  /** Runs one of the project's files; returns what it printed. */
  run(...args: readonly string[]): Promise<string> {
    return runUserNode(args, this.#options);
  }

  /** Runs the script of an installed package, such as `rollup/dist/bin/rollup`. */
  tool(script: string, ...args: readonly string[]): Promise<string> {
    return this.run(join("node_modules", script), ...args);
  }

  #path(name: string): string {
    return join(this.#options.cwd, name);
  }
}
