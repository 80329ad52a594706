import type { CutWorld } from "./cut-world.ts";

/** A source with a large table `t`, whose copies are cut. */
export interface CutSource {
  readonly name: "pg" | "maria";
  readonly type: "postgres" | "mysql";
  readonly config: Readonly<Record<string, unknown>>;
  readonly schema: string;
  readonly cuts: readonly Cut[];
  sql(...statements: readonly string[]): Promise<unknown>;
  /** Makes the source able to tell from now on whether the table changes. */
  settle(): Promise<void>;
  /** Ends our sessions there. */
  endSessions(): Promise<void>;
  /** The number of the table's rows, and a hash of all of them. */
  digest(): Promise<readonly unknown[]>;
  /** The query for the same of the copy. */
  readonly copyDigest: string;
  stop(): Promise<void>;
}

export interface Cut {
  readonly name: string;
  /** Happens to a copy under way, once some parts of it are safe; ends it. */
  strike(world: CutWorld): Promise<void>;
  /** How many of the parts are kept then. */
  readonly kept: "all" | "some" | "none";
  /** Set where nobody has to ask once more, however often the copy is cut. */
  readonly isAskedOnce?: true;
}
