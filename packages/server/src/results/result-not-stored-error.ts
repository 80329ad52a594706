/** The rows were computed, but there is no place to keep them; the message says why. */
export class ResultNotStoredError extends Error {
  override readonly name = "ResultNotStoredError";
}
