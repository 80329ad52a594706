/**
 * What went wrong with an outside source; each kind is one error code of the API.
 *
 * - `unavailable`: it cannot be reached, is too slow, or the connection to it was lost: may pass
 * - `refused`: it does not let us in, or its certificate or address is not accepted
 * - `changed`: a table or column is not there any more, or has another type
 * - `unreadable`: a value or row of it cannot be taken over; the message says which
 */
export type SourceErrorKind = "unavailable" | "refused" | "changed" | "unreadable";

/** An outside source failed; the message is for the caller and holds no secret and no row data. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly kind: SourceErrorKind;

  constructor(kind: SourceErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
