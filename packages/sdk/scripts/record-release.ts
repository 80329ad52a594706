import { relative } from "node:path";
import { recordRelease } from "./released/record-release.ts";

console.log(`recorded ${relative(process.cwd(), await recordRelease())}`);
