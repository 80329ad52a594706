import type { Programs } from "../runtimes/installed-programs.ts";

/** What examples run with. */
export interface ExampleWorld {
  /** The server's address and a key, and a database with a table `orders`. */
  readonly env: NodeJS.ProcessEnv;
  readonly programs: Programs;
}

/** One example and how it is known to work. */
export interface Example {
  readonly name: string;
  /** Runs it; returns what a user would see. */
  readonly run: (world: ExampleWorld) => Promise<string>;
  /** All must match what it returns. */
  readonly expected: readonly RegExp[];
}
