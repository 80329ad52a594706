/** What the first file has of the size of a file. */
const FIRST_PART = 8;

/**
 * Says when a file of rows is large enough. Whoever takes the files waits for the first one: it is
 * small, those after it grow.
 */
export class FileLimit {
  readonly #most: number;
  #limit: number;

  /** @param most bytes that files have in the end */
  constructor(most: number) {
    this.#most = most;
    this.#limit = most / FIRST_PART;
  }

  isReached(bytes: number): boolean {
    if (bytes < this.#limit) return false;
    this.#limit = Math.min(2 * this.#limit, this.#most);
    return true;
  }
}
