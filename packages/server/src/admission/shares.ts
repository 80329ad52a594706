export interface ShareLimits {
  /** So many in all. */
  readonly total: number;
  /** So many of one workspace. */
  readonly perWorkspace: number;
  /**
   * A workspace may hold this many times as many as are still free: however many workspaces press,
   * one that holds none finds a free one.
   */
  readonly timesFree: number;
}

/** A number of equal things that workspaces hold for a while, none of them all. */
export class Shares {
  readonly #limits: ShareLimits;
  readonly #held = new Map<string, number>();
  #total = 0;

  constructor(limits: ShareLimits) {
    this.#limits = limits;
  }

  /** False when this workspace cannot have one more now. */
  take(workspaceId: string): boolean {
    const { total, perWorkspace, timesFree } = this.#limits;
    const held = this.heldBy(workspaceId);
    const free = total - this.#total;
    if (free <= 0 || held >= perWorkspace || held >= timesFree * free) return false;
    this.#held.set(workspaceId, held + 1);
    this.#total += 1;
    return true;
  }

  give(workspaceId: string): void {
    const left = this.heldBy(workspaceId) - 1;
    if (left < 0) throw new Error("a share was given back that was not taken");
    if (left === 0) this.#held.delete(workspaceId);
    else this.#held.set(workspaceId, left);
    this.#total -= 1;
  }

  /** How many are held in all. */
  get held(): number {
    return this.#total;
  }

  heldBy(workspaceId: string): number {
    return this.#held.get(workspaceId) ?? 0;
  }
}
