import type { LoadSource } from "../engine.ts";
import { engineError } from "./engine-error.ts";

/** Turns what a source's reading threw into an error that names the source instead of a path. */
export function sourceError(thrown: unknown, { path, label }: LoadSource): unknown {
  return engineError(thrown, { replacements: [[path, label]] });
}
