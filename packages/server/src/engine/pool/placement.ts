/** What a piece of work is for; work of the server itself is for nobody. */
export interface Work {
  readonly workspaceId?: string;
  readonly databaseId?: string;
}

export interface PlacementOptions {
  /** Number of processes; they are called 0, 1, … */
  readonly processes: number;
  /** How long a process keeps a database warm that is not used. */
  readonly idleMs: number;
  /** Databases that one process keeps warm at most. */
  readonly maxWarm: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/** A workspace seen on a process so recently is likely to come back to it. */
const RECENT_MS = 10_000;
/** So many warm databases go to one process before idle ones are spread. */
const WARM_BEFORE_SPREAD = 16;

interface Place {
  readonly running: Set<Work>;
  /** Databases by the time of their last use, the longest unused first. */
  readonly warm: Map<string, number>;
  /** When each workspace was last seen. */
  readonly seen: Map<string, number>;
}

/**
 * Decides which process does a piece of work: the one with the least work of other workspaces, then
 * the one with the least work on other databases, then where the database is warm. It only counts;
 * nothing grows beyond what processes keep warm.
 */
export class Placement {
  readonly #places: readonly Place[];
  readonly #options: PlacementOptions;
  readonly #now: () => number;

  constructor(options: PlacementOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#places = Array.from({ length: options.processes }, () => ({
      running: new Set(),
      warm: new Map(),
      seen: new Map(),
    }));
  }

  /** The best of the given processes; undefined when there is none. */
  choose(work: Work, among: readonly number[]): number | undefined {
    const ranked = among.map((slot) => ({ slot, rank: this.#rank(slot, work) }));
    return ranked.toSorted((a, b) => compare(a.rank, b.rank))[0]?.slot;
  }

  /** Counts work from now on until the returned function is called. */
  begin(slot: number, work: Work): () => void {
    const { running } = this.#place(slot);
    // An object of its own: the same work may run twice.
    const entry = { ...work };
    running.add(entry);
    this.#use(slot, work);
    return () => {
      running.delete(entry);
      this.#use(slot, work);
    };
  }

  /** Pieces of work that run in a process. */
  load(slot: number): number {
    return this.#place(slot).running.size;
  }

  /** Databases that a process is taken to have warm. */
  warmCount(slot: number): number {
    this.#forgetOld(slot);
    return this.#place(slot).warm.size;
  }

  /** A database is no longer warm anywhere. */
  forget(databaseId: string): void {
    for (const { warm } of this.#places) warm.delete(databaseId);
  }

  /** The process ended: nothing is warm in it. */
  clear(slot: number): void {
    const { warm, seen } = this.#place(slot);
    warm.clear();
    seen.clear();
  }

  #rank(slot: number, { workspaceId, databaseId }: Work): readonly number[] {
    this.#forgetOld(slot);
    const { running, warm, seen } = this.#place(slot);
    let foreign = 0;
    let other = 0;
    for (const work of running) {
      if (work.workspaceId !== workspaceId) foreign += 1;
      if (work.databaseId !== databaseId || databaseId === undefined) other += 1;
    }
    const usedAt = databaseId === undefined ? undefined : warm.get(databaseId);
    // A database moves to an idle process at once, but not for a small difference.
    const move = databaseId === undefined || usedAt !== undefined ? 0 : 1;
    const isShared = [...seen.keys()].some((id) => id !== workspaceId);
    return [
      foreign > 0 ? foreign + move : 0,
      isShared ? 1 : 0,
      other > 0 ? other + move : 0,
      usedAt === undefined ? 1 : -usedAt,
      Math.floor(warm.size / WARM_BEFORE_SPREAD),
      slot,
    ];
  }

  #use(slot: number, { workspaceId, databaseId }: Work): void {
    const { warm, seen } = this.#place(slot);
    touch(seen, workspaceId, this.#now());
    touch(warm, databaseId, this.#now());
    if (warm.size > this.#options.maxWarm) warm.delete(warm.keys().next().value ?? "");
  }

  #forgetOld(slot: number): void {
    const { warm, seen } = this.#place(slot);
    removeBefore(warm, this.#now() - this.#options.idleMs);
    removeBefore(seen, this.#now() - RECENT_MS);
  }

  #place(slot: number): Place {
    const place = this.#places[slot];
    if (place === undefined) throw new Error(`there is no process ${slot}`);
    return place;
  }
}

/** Re-inserting keeps a map in order of last use. */
function touch(times: Map<string, number>, id: string | undefined, now: number): void {
  if (id === undefined) return;
  times.delete(id);
  times.set(id, now);
}

function removeBefore(times: Map<string, number>, limit: number): void {
  for (const [id, time] of times) {
    if (time >= limit) return;
    times.delete(id);
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
