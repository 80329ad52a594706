import { join } from "node:path";

export const SDK = join(import.meta.dirname, "../..");

/** Holds one folder, named like the version of the latest release. */
export const RELEASED = join(SDK, "released");
