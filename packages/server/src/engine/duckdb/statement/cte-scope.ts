/** The names that common table expressions bind at one place of a statement. */
export class CteScope {
  readonly #outer: CteScope | undefined;
  readonly #names = new Set<string>();
  #recurring: string | undefined;

  constructor(outer?: CteScope) {
    this.#outer = outer;
  }

  /** Makes a name visible from now on, here and in inner scopes made from this one. */
  bind(name: string): void {
    this.#names.add(foldIdentifier(name));
  }

  /** Allows `recurring.name` too: all rows so far of a recursive CTE with USING KEY. */
  bindRecurring(name: string): void {
    this.bind(name);
    this.#recurring = foldIdentifier(name);
  }

  /** Does a table reference mean a CTE here, and not a table? */
  binds(schema: string, name: string): boolean {
    const folded = foldIdentifier(name);
    if (schema === "") return this.#find((scope) => scope.#names.has(folded));
    return schema === "recurring" && this.#find((scope) => scope.#recurring === folded);
  }

  #find(isMatch: (scope: CteScope) => boolean): boolean {
    if (isMatch(this)) return true;
    return this.#outer === undefined ? false : this.#outer.#find(isMatch);
  }
}

import { foldIdentifier } from "@hotdata/contract/types";
