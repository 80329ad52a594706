/** The key cannot be changed as asked for; the message says what to do. */
export class KeyRotationError extends Error {
  override readonly name = "KeyRotationError";
}
