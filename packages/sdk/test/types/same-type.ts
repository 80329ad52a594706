/** Whether two types are one and the same. */
type IsSame<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** `isType<number>()(value, true)` compiles only when `value` is exactly a `number`. */
export function isType<Expected>(): <Found>(value: Found, same: IsSame<Found, Expected>) => void {
  return () => undefined;
}
