/**
 * Writes the reference of the SDK into `packages/sdk/reference`: everything that its entries
 * export, from its TSDoc comments.
 *
 * A workspace of its own, since TypeDoc works on TypeScript 6, while the project is checked and
 * built by TypeScript 7, which has no API for such tools.
 */
import { fileURLToPath } from "node:url";
import { Application } from "typedoc";

const SDK = new URL("../../sdk/", import.meta.url);
const OUTPUT = fileURLToPath(new URL("reference", SDK));

async function main(): Promise<void> {
  const startedAt = performance.now();
  const application = await Application.bootstrap({
    name: "hotdata",
    entryPoints: ["src/hotdata.ts", "src/node/hotdata-node.ts"].map((path) =>
      fileURLToPath(new URL(path, SDK)),
    ),
    tsconfig: fileURLToPath(new URL("tsconfig.build.json", SDK)),
    excludeInternal: true,
    excludePrivate: true,
    validation: { notExported: true, invalidLink: true, rewrittenLink: true, notDocumented: true },
    readme: fileURLToPath(new URL("README.md", SDK)),
  });
  const project = await application.convert();
  if (project === undefined) throw new Error("the SDK does not compile");
  application.validate(project);
  const { warningCount, errorCount } = application.logger;
  await application.generateDocs(project, OUTPUT);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${OUTPUT}: ${errorCount} errors, ${warningCount} warnings, ${seconds} s`);
  if (errorCount + warningCount > 0) process.exitCode = 1;
}

await main();
