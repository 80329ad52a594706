import { spawnSync } from "node:child_process";

/** Everything that is generated and committed, in order: later ones read earlier ones. */
const GENERATORS = [
  "packages/contract/scripts/emit-openapi.ts",
  "packages/contract/scripts/emit-error-docs.ts",
  "packages/contract/scripts/emit-api-docs.ts",
  "packages/server/scripts/emit-config-docs.ts",
  "packages/sdk/scripts/generate.ts",
];

for (const program of GENERATORS) {
  const flags = ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"];
  const { status } = spawnSync(process.execPath, [...flags, program], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
