/** More addresses than this from one are a mistake. */
const MAX_EXPANDED = 10_000;

/**
 * Addresses that one with braces stands for: `part-{00..15}.csv` and `{eu,us}.csv`.
 * Undefined when there are too many.
 */
export function expandBraces(text: string): string[] | undefined {
  const match = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(text);
  if (match === null) return [text];
  const [, before = "", inner = "", after = ""] = match;
  const rests = expandBraces(after);
  const choices = choicesOf(inner);
  if (rests === undefined || choices === undefined) return undefined;
  if (choices.length * rests.length > MAX_EXPANDED) return undefined;
  return choices.flatMap((choice) => rests.map((rest) => before + choice + rest));
}

function choicesOf(inner: string): string[] | undefined {
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(inner) ?? [];
  if (from === undefined || to === undefined) {
    return inner.includes(",") ? inner.split(",").map((part) => part.trim()) : [`{${inner}}`];
  }
  const count = Number(to) - Number(from) + 1;
  if (count < 1 || count > MAX_EXPANDED) return undefined;
  // As wide as it was written, as in 00..15.
  return Array.from({ length: count }, (_, index) =>
    String(Number(from) + index).padStart(from.length, "0"),
  );
}
