/** A segment's file that cannot be used: cut, changed, of another version or no segment at all. */
export class DamagedSegment extends Error {
  override readonly name = "DamagedSegment";
}
