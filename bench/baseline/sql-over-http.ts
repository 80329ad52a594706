import { HttpAsker } from "../load-client/http-asker.ts";

const LIMIT_MS = 300_000;

/** Sends statements as the body of a POST over one kept connection, as roapi and chdb take them. */
export class SqlOverHttp implements Disposable {
  readonly #path: string;
  readonly #asker: HttpAsker;

  constructor(url: string) {
    this.#path = new URL(url).pathname;
    this.#asker = new HttpAsker(url, {}, LIMIT_MS);
  }

  /** The parsed JSON answer; throws with what the program says when it refuses. */
  async json(sql: string): Promise<unknown> {
    return JSON.parse(await this.#asker.ask({ method: "POST", path: this.#path, body: sql }));
  }

  [Symbol.dispose](): void {
    this.#asker[Symbol.dispose]();
  }
}
