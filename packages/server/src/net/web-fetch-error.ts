/** A file could not be fetched; the message is for whoever named its address. */
export class WebFetchError extends Error {
  override readonly name = "WebFetchError";
}
