import {
  ARROW,
  asCommonJs,
  checkOutput,
  FILES,
  quickstart,
  WITHOUT_ARROW,
  type Program,
} from "../programs.ts";
import { TempProject } from "../temp-project.ts";
import { ARROW_PACKAGE, type PackProject } from "./pack-project.ts";

const JEST = "jest@30.5.2";

export const commonJsProject: PackProject = {
  name: "CommonJS",
  async check({ folder, tarball, env }) {
    const program = quickstart(env);
    const project = await TempProject.create({ cwd: folder, env }, { type: "commonjs" });
    await project.install(tarball, JEST);
    await project.write("quickstart.js", asCommonJs(program));
    await project.write("files.js", asCommonJs(FILES));
    await project.write("arrow.js", asCommonJs(ARROW));
    checkOutput(await project.run("quickstart.js"), program);
    checkOutput(await project.run("files.js"), FILES);
    checkOutput(await project.run("arrow.js"), WITHOUT_ARROW);
    await project.install(ARROW_PACKAGE);
    checkOutput(await project.run("arrow.js"), ARROW);
    await project.write("quickstart.test.js", jestTest([program, ARROW]));
    await project.tool("jest/bin/jest.js", "--ci");
    return `${(await project.run("--version")).trim()}, ${JEST}`;
  },
};

/** The quickstart and Arrow as tests, in Jest's own realm and module loader. */
function jestTest(programs: readonly Program[]): string {
  const tests = programs.map((program, index) => {
    const code = asCommonJs(program);
    return `test("program ${index}", async () => {
      const print = jest.spyOn(console, "log").mockImplementation(() => undefined);
      await ${code.slice(code.indexOf("(async"))}
      const lines = print.mock.calls.map((words) => format(...words));
      expect(lines.join("\\n")).toBe(${JSON.stringify(program.output)});
      print.mockRestore();
    });\n`;
  });
  return `const { format } = require("node:util");\nconst { Hotdata, HotdataError } = require("hotdata");\n${tests.join("")}`;
}
