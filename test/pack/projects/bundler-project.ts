import { checkOutput, quickstart, WITHOUT_ARROW } from "../programs.ts";
import { TempProject } from "../temp-project.ts";
import type { PackProject } from "./pack-project.ts";

interface Bundler {
  readonly packages: readonly string[];
  /** Bundles `NAME.js` into `out/BUNDLER/NAME.js`. */
  readonly bundle: (project: TempProject, name: string) => Promise<unknown>;
}

const BUNDLERS: Readonly<Record<string, Bundler>> = {
  esbuild: {
    packages: ["esbuild@0.28.2"],
    bundle: async (project, name) => {
      const options = {
        entryPoints: [`${name}.js`],
        outdir: "out/esbuild",
        bundle: true,
        minify: true,
        format: "esm",
        logLevel: "warning",
      };
      const code = `await (await import("esbuild")).build(${JSON.stringify(options)});`;
      await project.run("--input-type=module", "--eval", code);
    },
  },
  rollup: {
    packages: ["rollup@4.68.8", "@rollup/plugin-node-resolve@16.0.3"],
    bundle: (project, name) => {
      const words = `${name}.js --plugin node-resolve --format es --silent --dir out/rollup`;
      return project.tool("rollup/dist/bin/rollup", ...words.split(" "));
    },
  },
  webpack: {
    packages: ["webpack@5.113.0", "webpack-cli@7.3.1"],
    bundle: (project, name) => {
      const output = `--output-module --output-path out/webpack --output-filename ${name}.js`;
      const words = `--mode production --target universal --entry ./${name}.js ${output}`;
      return project.tool("webpack/bin/webpack.js", ...words.split(" "));
    },
  },
  vite: {
    packages: ["vite@8.4.0"],
    bundle: async (project, name) => {
      const build = {
        lib: { entry: `${name}.js`, formats: ["es"], fileName: name },
        outDir: "out/vite",
        emptyOutDir: false,
        target: "es2022",
      };
      await project.write(`vite.${name}.js`, `export default ${JSON.stringify({ build })};`);
      await project.tool("vite/bin/vite.js", "build", "--config", `vite.${name}.js`);
    },
  },
};

/** Apps without `apache-arrow`, which is not installed here. */
export const bundlerProject: PackProject = {
  name: "bundlers",
  async check({ folder, tarball, env }) {
    const program = quickstart(env);
    const project = await TempProject.create({ cwd: folder, env }, { type: "module" });
    const packages = Object.values(BUNDLERS).flatMap((bundler) => bundler.packages);
    await project.install(tarball, ...packages);
    await project.write("quickstart.js", program.code);
    await project.write("arrow.js", WITHOUT_ARROW.code);
    for (const [bundlerName, { bundle }] of Object.entries(BUNDLERS)) {
      await bundle(project, "quickstart");
      checkOutput(await project.run(`out/${bundlerName}/quickstart.js`), program);
      await bundle(project, "arrow");
      checkOutput(await project.run(`out/${bundlerName}/arrow.js`), WITHOUT_ARROW);
    }
    return Object.values(BUNDLERS)
      .map((bundler) => bundler.packages[0])
      .join(", ");
  },
};
