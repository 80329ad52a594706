import type { PortableMessage, PortableWorld } from "../../packages/sdk/test/portable/world.ts";

/** Something that runs JavaScript. */
export interface Runtime {
  /** With its version, as it is printed. */
  readonly name: string;
  /** Whether it has Node's modules, those for files above all. */
  readonly hasFiles: boolean;
  /** Runs a compiled module once; ends when it has ended, and all processes with it. */
  run(job: RuntimeJob): Promise<void>;
}

/** A module to compile and run. */
export interface PortableModule {
  /** Path of the source that exports `run`. */
  readonly entry: string;
  /** Whether it may use Node's modules; then it runs only where there are such. */
  readonly needsFiles?: boolean;
}

export interface RuntimeJob {
  /** The compiled file, one ES module that exports `run`. */
  readonly bundle: string;
  readonly needsFiles: boolean;
  readonly world: PortableWorld;
  readonly hear: (message: PortableMessage) => void;
  /** Aborts when the runtime has taken too long. */
  readonly signal: AbortSignal;
}
