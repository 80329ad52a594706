export interface JobLimits {
  /** Jobs that run at a time. */
  readonly total: number;
  /** Jobs of one workspace that run at a time. */
  readonly perWorkspace: number;
}

interface Candidate {
  readonly workspaceId: string;
}

/**
 * Decides whose job comes next: the workspace with the fewest running jobs, among equals the one
 * that waited longest since its last turn. So many jobs of one never hold up the few of another.
 */
export class JobTurns {
  readonly #limits: JobLimits;
  readonly #running = new Map<string, number>();
  /** Workspaces in the order of their last turns. */
  readonly #lastTurns = new Map<string, number>();
  #turn = 0;
  #total = 0;

  constructor(limits: JobLimits) {
    this.#limits = limits;
  }

  hasRoom(): boolean {
    return this.#total < this.#limits.total;
  }

  /**
   * Undefined when each of them has as much running as it may.
   * @param candidates of every workspace that waits for its turn
   */
  choose<C extends Candidate>(candidates: readonly C[]): C | undefined {
    this.#forgetIdle(candidates);
    const [first] = candidates
      .filter(({ workspaceId }) => this.#count(workspaceId) < this.#limits.perWorkspace)
      .toSorted((left, right) => this.#compare(left.workspaceId, right.workspaceId));
    return first;
  }

  begin(workspaceId: string): void {
    this.#total += 1;
    this.#running.set(workspaceId, this.#count(workspaceId) + 1);
    this.#lastTurns.set(workspaceId, ++this.#turn);
  }

  end(workspaceId: string): void {
    this.#total -= 1;
    const left = this.#count(workspaceId) - 1;
    if (left > 0) this.#running.set(workspaceId, left);
    else this.#running.delete(workspaceId);
  }

  #forgetIdle(candidates: readonly Candidate[]): void {
    const waiting = new Set(candidates.map(({ workspaceId }) => workspaceId));
    for (const workspaceId of this.#lastTurns.keys()) {
      const isIdle = !waiting.has(workspaceId) && !this.#running.has(workspaceId);
      if (isIdle) this.#lastTurns.delete(workspaceId);
    }
  }

  #compare(left: string, right: string): number {
    return this.#count(left) - this.#count(right) || this.#lastTurn(left) - this.#lastTurn(right);
  }

  #count(workspaceId: string): number {
    return this.#running.get(workspaceId) ?? 0;
  }

  #lastTurn(workspaceId: string): number {
    return this.#lastTurns.get(workspaceId) ?? 0;
  }
}
