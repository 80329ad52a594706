/** Sign, digits without outer zeros, exponent: equal exactly when the decimals are. */
export function canonical(text: string): string {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const scaled = BigInt(whole + fraction);
  if (scaled === 0n) return "0";
  let digits = scaled.toString();
  let power = BigInt(exponent) - BigInt(fraction.length);
  while (digits.endsWith("0")) {
    digits = digits.slice(0, -1);
    power += 1n;
  }
  return `${text.startsWith("-") ? "-" : ""}${digits}e${power}`;
}
