/** A file could not be fetched; the message is for whoever named its address. */
export class WebFetchError extends Error {
  override readonly name = "WebFetchError";
  /** Whether the same request may succeed later. */
  readonly isPassing: boolean;

  constructor(message: string, { isPassing = false }: { readonly isPassing?: boolean } = {}) {
    super(message);
    this.isPassing = isPassing;
  }
}
