export type LoadMode = "append" | "replace";

/** What the clients did: loads they began, and those that the server acknowledged. */
export class Ledger {
  readonly #begun = { append: new Set<number>(), replace: new Set<number>() };
  readonly #acknowledged = { append: new Set<number>(), replace: new Set<number>() };

  begin(mode: LoadMode, load: number): void {
    this.#begun[mode].add(load);
  }

  acknowledge(mode: LoadMode, load: number): void {
    this.#acknowledged[mode].add(load);
  }

  isBegun(mode: LoadMode, load: number): boolean {
    return this.#begun[mode].has(load);
  }

  acknowledged(mode: LoadMode): ReadonlySet<number> {
    return this.#acknowledged[mode];
  }

  counts(): { readonly acknowledged: number; readonly unknown: number } {
    const begun = this.#begun.append.size + this.#begun.replace.size;
    const acknowledged = this.#acknowledged.append.size + this.#acknowledged.replace.size;
    return { acknowledged, unknown: begun - acknowledged };
  }
}
