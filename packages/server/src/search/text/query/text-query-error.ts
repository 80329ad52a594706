/** A query that asks for too much; its message is for who wrote it. */
export class TextQueryError extends Error {
  override readonly name = "TextQueryError";
}
