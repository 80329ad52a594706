/** The pieces that a query's time is made of. */
export type Phase =
  | "source"
  | "queue"
  | "inspect"
  | "resolve"
  | "search"
  | "execute"
  | "persist"
  | "encode";

/** A piece of work whose end comes with an event. */
export interface OpenPhase {
  end(): void;
}
