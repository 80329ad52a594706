import type { PortableMessage, PortableWorld } from "../../packages/sdk/test/portable/world.ts";

/** Something that runs JavaScript. */
export interface Runtime {
  /** With its version, as it is printed. */
  readonly name: string;
  /** Runs a compiled module once; ends when it has ended, and all processes with it. */
  run(job: RuntimeJob): Promise<void>;
}

export interface RuntimeJob {
  /** The compiled file, one ES module that exports `run`. */
  readonly bundle: string;
  readonly world: PortableWorld;
  readonly hear: (message: PortableMessage) => void;
  /** Aborts when the runtime has taken too long. */
  readonly signal: AbortSignal;
}
