/** What all clients together saw. */
export class Tally {
  readonly #acknowledged = new Map<string, number>();
  readonly #wrong: string[] = [];
  unknown = 0;
  /** Acknowledged operations that were found to be in place. */
  present = 0;

  acknowledge(kind: string): void {
    this.#acknowledged.set(kind, (this.#acknowledged.get(kind) ?? 0) + 1);
  }

  report(problem: string): void {
    this.#wrong.push(problem);
  }

  get wrong(): readonly string[] {
    return this.#wrong;
  }

  get acknowledged(): number {
    return [...this.#acknowledged.values()].reduce((sum, count) => sum + count, 0);
  }

  get byKind(): string {
    return [...this.#acknowledged].map(([kind, count]) => `${kind} ${count}`).join(", ");
  }
}
