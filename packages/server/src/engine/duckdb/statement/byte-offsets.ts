/** Turns offsets in a text's UTF-8 bytes into offsets in its UTF-16 units. */
export class ByteOffsets {
  /** For each byte, the unit that it belongs to; undefined for ASCII, where the two are alike. */
  readonly #units: Uint32Array | undefined;

  constructor(text: string) {
    const byteLength = Buffer.byteLength(text);
    this.#units = byteLength === text.length ? undefined : unitsOfBytes(text, byteLength);
  }

  toCharacter(byteOffset: number): number {
    if (this.#units === undefined) return byteOffset;
    return this.#units[byteOffset] ?? this.#units.at(-1) ?? 0;
  }
}

/** One entry more than there are bytes: the text's end has an offset, too. */
function unitsOfBytes(text: string, byteLength: number): Uint32Array {
  const units = new Uint32Array(byteLength + 1);
  let byte = 0;
  let unit = 0;
  for (const character of text) {
    const end = byte + Buffer.byteLength(character);
    units.fill(unit, byte, end);
    byte = end;
    unit += character.length;
  }
  units[byteLength] = unit;
  return units;
}
