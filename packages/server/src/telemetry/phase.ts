/** The pieces that a query's time is made of. */
export type Phase = "queue" | "inspect" | "resolve" | "execute" | "persist" | "encode";

/** Measures a piece of work, however it ends. */
export type MeasurePhase = <T>(phase: Phase, work: () => Promise<T>) => Promise<T>;

/** A piece of work whose end comes with an event. */
export interface OpenPhase {
  end(): void;
}
