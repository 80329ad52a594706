/**
 * Whether a value, printed by SQL, is what a cell says. Knows nothing of how the product decides: it
 * goes by what the two texts mean.
 */
export function isSameValue(cell: string | null, value: string | null, type: string): boolean {
  if (cell === value) return true;
  if (cell === null || value === null) return false;
  if (type === "BOOLEAN") return cell.toLowerCase() === value;
  if (type === "DOUBLE" || type === "FLOAT") return isSameDouble(cell, value);
  if (/^(DECIMAL|BIGINT|INTEGER)/.test(type)) return sameDecimal(cell) === sameDecimal(value);
  if (type === "TIMESTAMP WITH TIME ZONE") return instant(cell) === instant(value);
  if (type.startsWith("TIMESTAMP")) return zoneless(cell) === zoneless(value);
  return false;
}

/** A decimal in one form: sign, digits without zeros at either end, power of ten. */
export function sameDecimal(text: string): string | undefined {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = (whole + fraction).replace(/^0+/, "");
  const stripped = digits.replace(/0+$/, "");
  if (stripped === "") return `${sign === "-" ? "-" : ""}0`;
  const power = Number(exponent) - fraction.length + digits.length - stripped.length;
  return `${sign === "-" ? "-" : ""}${stripped}e${power}`;
}

function isSameDouble(cell: string, value: string): boolean {
  if (sameDecimal(cell) === sameDecimal(value) && sameDecimal(cell) !== undefined) return true;
  if (/^(nan|-?inf|-?infinity)$/i.test(cell)) return word(cell) === word(value);
  // Longer texts are the double's own expansion, to as many places as they have.
  const double = Number(value);
  const places = /\.(\d*)/.exec(cell)?.[1]?.length ?? 0;
  if (!/e/i.test(cell)) return double.toFixed(places) === cell;
  return sameDecimal(double.toExponential(places)) === sameDecimal(cell);
}

function word(text: string): string {
  return text.toLowerCase().replace("infinity", "inf");
}

function zoneless(text: string): string {
  const [day = "", time = "00:00:00"] = text.replace("T", " ").split(" ", 2);
  const [hours = "00", minutes = "00", seconds = "00"] = time.split(":");
  return `${day} ${hours}:${minutes}:${seconds.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")}`;
}

/** Nanoseconds since 1970. */
function instant(text: string): bigint | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d(?::?\d\d)?)$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [, day, time, fraction = "", zone = "Z"] = match;
  const offset =
    zone === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`;
  const milliseconds = Date.parse(`${day}T${time}${offset}`);
  return BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, "0").slice(0, 9));
}
