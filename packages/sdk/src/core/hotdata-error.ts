/** What every error of this package tells. */
export interface ErrorFacts {
  readonly code: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly retryable: boolean;
  /** What a class tells besides. */
  readonly [more: string]: unknown;
}

/** Known to every copy of this package. */
const BRAND: unique symbol = Symbol.for("hotdata.error");

/**
 * Base class of every error that this package makes. `instanceof` also knows errors of another copy
 * of the package, such as its CommonJS build beside the ESM one.
 *
 * ```ts
 * try {
 *   await hotdata.query.query({ sql });
 * } catch (error) {
 *   if (error instanceof HotdataError) console.error(error.code, error.requestId, error.message);
 *   else throw error; // A TypeError for unusable arguments, or what a signal was aborted with.
 * }
 * ```
 */
export abstract class HotdataError extends Error {
  /**
   * Stable name of what happened: the server's code such as `NOT_FOUND`, else `HTTP_` and the
   * status; or one of the client's own: `CONFIGURATION`, `CONNECTION_FAILED`, `TIMEOUT`,
   * `RESPONSE_INVALID`, `RESULT_NOT_READY`, `RESULT_NOT_STORED`, `RESULT_FAILED`, `QUERY_FAILED`,
   * `LOAD_FAILED`, `SOURCE_INVALID`, `ROW_INVALID`.
   */
  declare readonly code: string;
  /** HTTP status of the answer, where there was one. */
  declare readonly status?: number;
  /** Names the call in the server's log, where the server answered. */
  declare readonly requestId?: string;
  /**
   * Whether the same call may succeed later. After a {@link ConnectionError} and a
   * {@link TimeoutError} it is not known whether the server acted: repeat only what may be done
   * twice.
   */
  declare readonly retryable: boolean;

  /**
   * @param facts - Become properties; those that are undefined are left out.
   * @internal
   */
  constructor(message: string, facts: ErrorFacts, options?: ErrorOptions) {
    super(message, options);
    for (const [name, value] of Object.entries(facts)) {
      if (value !== undefined) Object.defineProperty(this, name, { value, enumerable: true });
    }
  }

  /**
   * Also knows errors of another copy of this package.
   *
   * @internal
   */
  static override [Symbol.hasInstance](
    this: { readonly prototype: object },
    value: unknown,
  ): boolean {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    // A class that a caller derives has no name here: it has no other copies.
    if (!Object.hasOwn(this.prototype, "name")) return false;
    const name: unknown = Reflect.get(this.prototype, "name");
    for (let link = value; isBranded(link); link = Object.getPrototypeOf(link)) {
      if (Object.hasOwn(link, "name") && link.name === name) return true;
    }
    return false;
  }

  // On the prototypes, so that stacks begin with the name and no minifier changes it.
  /** Name of the class. */
  override get name(): string {
    return "HotdataError";
  }

  /** @internal */
  get [BRAND](): true {
    return true;
  }

  /** What `JSON.stringify` writes: the properties, name and message; not the stack. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this);
  }
}

function isBranded(value: unknown): value is { readonly name: unknown } {
  return typeof value === "object" && value !== null && BRAND in value;
}
