import type { Connection } from "pg";

/**
 * Stands between a connection and the driver's reading of it, so that rows can be taken as bytes.
 * What nobody takes goes to the driver.
 */
export class ByteTap {
  readonly stream: Connection["stream"];
  readonly #toDriver: (bytes: Buffer) => void;
  #taker: ((bytes: Buffer) => void) | undefined;

  /** @param connection one that stands: an encrypted one has another stream before */
  constructor({ stream }: Connection) {
    const [listener, ...more] = stream.listeners("data");
    if (listener === undefined || more.length > 0) {
      throw new Error("the driver does not listen to its connection as expected");
    }
    this.stream = stream;
    this.#toDriver = (bytes) => void Reflect.apply(listener, stream, [bytes]);
    stream.removeAllListeners("data");
    stream.on("data", (bytes: Buffer) => (this.#taker ?? this.#toDriver)(bytes));
  }

  /** From now on all bytes are the taker's, which passes on what is the driver's. */
  take(taker: (bytes: Buffer) => void): void {
    this.#taker = taker;
  }

  giveBack(): void {
    this.#taker = undefined;
    this.stream.resume();
  }

  /** Nobody wants what still comes; the connection is about to end. */
  drop(): void {
    this.#taker = () => undefined;
    this.stream.resume();
  }

  pass(bytes: Buffer): void {
    this.#toDriver(bytes);
  }
}
