/** Random test data that is the same in every run. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * bound);
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }

  /** A JSON number literal of any size, precision and notation. */
  decimal(): string {
    const whole = this.#digits(1 + this.below(this.pick([3, 18, 40]))).replace(/^0+(?=\d)/, "");
    const fraction = this.below(2) === 0 ? "" : `.${this.#digits(1 + this.below(25))}`;
    const exponent = this.below(4) === 0 ? `e${this.pick(["", "+", "-"])}${this.below(400)}` : "";
    return `${this.pick(["", "-"])}${whole}${fraction}${exponent}`;
  }

  /** A JSON text in which every number survives as a double. */
  jsonText(depth: number): string {
    const kind = this.below(depth === 0 ? 4 : 6);
    if (kind === 0) return this.pick(["true", "false", "null"]);
    if (kind === 1) return String(this.below(2_000_000) - 1_000_000);
    if (kind === 2) return String((this.below(2_000_000) - 1_000_000) / 1_024);
    if (kind === 3) return this.#string();
    const items = Array.from({ length: this.below(4) }, () => this.jsonText(depth - 1));
    const space = this.pick(["", " ", "\n\t"]);
    if (kind === 4) return `[${space}${items.join(`${space},`)}]`;
    return `{${items.map((item) => `${space}${this.#key()}${space}:${item}`).join(",")}${space}}`;
  }

  /** The text with one character removed, repeated or replaced. */
  damage(text: string): string {
    const at = this.below(text.length);
    const replacement = this.pick([
      "",
      "",
      text.charAt(at).repeat(2),
      '"',
      "\\",
      "{",
      "]",
      ",",
      "0",
      "\u0001",
    ]);
    return text.slice(0, at) + replacement + text.slice(at + 1);
  }

  #digits(length: number): string {
    return Array.from({ length }, () => String(this.below(10))).join("");
  }

  /** Without escapes: V8's own parser mixes up keys such as `" \\"` and `" \u0000"` (Node 24.21). */
  #key(): string {
    const parts = Array.from({ length: this.below(5) }, () =>
      this.pick(["a", "é", "\u{1f600}", "/", " "]),
    );
    return JSON.stringify(parts.join(""));
  }

  #string(): string {
    const parts = Array.from({ length: this.below(5) }, () =>
      this.pick([
        "a",
        "é",
        "\u{1f600}",
        "\ud800",
        '"',
        "\\",
        "\n",
        "\u0000",
        "\u007f",
        "/",
        "1e5",
        " ",
      ]),
    );
    return JSON.stringify(parts.join(""));
  }
}
