/** UTF-16 units of a word that are looked at; what follows them makes no difference. */
export const LONGEST_WORD = 255;

/** No part of a word, a part, or the first half of a character that may be one. */
export const NO_WORD = 0;
export const WORD = 1;
const HALF = 2;

const KINDS = kindsOfUnits();

/** What a UTF-16 unit is. Words are made of letters, digits and the marks that belong to them. */
export function kindOfUnit(unit: number): number {
  return KINDS[unit] ?? NO_WORD;
}

/** Units of the word's character that begins with a first half: 2, or 0 where it is none. */
export function unitsOfPair(text: string, index: number): number {
  const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
  return character.length === 2 && /[\p{L}\p{N}\p{M}]/u.test(character) ? 2 : 0;
}

/** A word's place in a text, in UTF-16 units. */
export interface WordPlace {
  readonly start: number;
  readonly end: number;
}

export function* placesOfWords(text: string): Generator<WordPlace> {
  let index = 0;
  while (index < text.length) {
    const start = index;
    for (let units = unitsAt(text, index); units > 0; units = unitsAt(text, index)) index += units;
    if (index > start) yield { start, end: index };
    else index += 1;
  }
}

/** The word at a place as analyzers take it. */
export function wordAt(text: string, { start, end }: WordPlace): string {
  return text.slice(start, end).toLowerCase().slice(0, LONGEST_WORD);
}

function kindsOfUnits(): Uint8Array {
  const kinds = new Uint8Array(65_536);
  const all = String.fromCharCode(...Array.from({ length: 0xd800 }, (_, unit) => unit));
  for (const { index } of all.matchAll(/[\p{L}\p{N}\p{M}]/gu)) kinds[index] = WORD;
  for (let unit = 0xe000; unit <= 0xffff; unit += 1) {
    if (/[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(unit))) kinds[unit] = WORD;
  }
  kinds.fill(HALF, 0xd800, 0xdc00);
  return kinds;
}

function unitsAt(text: string, index: number): number {
  const kind = index < text.length ? kindOfUnit(text.charCodeAt(index)) : NO_WORD;
  return kind === HALF ? unitsOfPair(text, index) : kind;
}
