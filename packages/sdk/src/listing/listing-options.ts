import type { CallOptions } from "../core/operation.ts";

/**
 * Options of a {@link Listing}: the filters of the long method, `signal`, and `timeoutMs`, which
 * limits each page on its own.
 */
export type ListingOptions<Options extends CallOptions = CallOptions> = Omit<
  Options,
  "limit" | "cursor" | "offset"
> &
  ListingExtent;

/** How much a {@link Listing} reads. */
export interface ListingExtent {
  /** Most items in all, whatever the pages. Default: all there are. */
  readonly limit?: number | undefined;
  /**
   * Most items in one answer, where the server answers in pages. It may send fewer. Default: what
   * the server thinks fit, or `limit` where that is given, up to 1000.
   */
  readonly pageSize?: number | undefined;
}
