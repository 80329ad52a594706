import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { buildPackage } from "../../packages/sdk/scripts/build/build-package.ts";
import { runNpm } from "./user-process.ts";

const SDK = join(import.meta.dirname, "../../packages/sdk");

/** Builds the SDK and packs it into `folder`, as publishing it would; returns the tarball's path. */
export async function packSdk(folder: string): Promise<string> {
  await buildPackage("dist");
  await runNpm(["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], {
    cwd: SDK,
  });
  const name = (await readdir(folder)).find((file) => file.endsWith(".tgz")) ?? "";
  const path = join(folder, name);
  console.log(`packed ${name}, ${(await stat(path)).size.toLocaleString("en-US")} bytes`);
  return path;
}
