import { ARROW, checkOutput, FILES, quickstart, WITHOUT_ARROW } from "../programs.ts";
import { TempProject } from "../temp-project.ts";
import { ARROW_PACKAGE, type PackProject } from "./pack-project.ts";

export const esmProject: PackProject = {
  name: "ESM",
  async check({ folder, tarball, env }) {
    const program = quickstart(env);
    const project = await TempProject.create({ cwd: folder, env }, { type: "module" });
    await project.install(tarball);
    await project.write("quickstart.js", program.code);
    await project.write("files.js", FILES.code);
    await project.write("arrow.js", ARROW.code);
    checkOutput(await project.run("quickstart.js"), program);
    checkOutput(await project.run("files.js"), FILES);
    checkOutput(await project.run("arrow.js"), WITHOUT_ARROW);
    await project.install(ARROW_PACKAGE);
    checkOutput(await project.run("arrow.js"), ARROW);
    return (await project.run("--version")).trim();
  },
};
