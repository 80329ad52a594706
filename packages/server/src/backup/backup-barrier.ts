import { Pausable } from "../concurrency/pausable.ts";

/**
 * What a backup holds up in a running server. Queries and what they record go on: the metastore is
 * read as of one of its own transactions.
 */
export class BackupBarrier {
  /** Changes of catalogs: none happens while the state of all of them is recorded. */
  readonly changes = new Pausable();
  /** Whatever takes files away that the recorded state may name. */
  readonly removals = new Pausable();
}
