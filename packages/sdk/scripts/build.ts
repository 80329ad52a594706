import { buildPackage } from "./build/build-package.ts";

await buildPackage("dist");
