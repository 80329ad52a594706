/** Letters whose accents Unicode does not take apart. */
const UNACCENTED: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  ŋ: "n",
  ŧ: "t",
};

const COMBINING_MARKS = /[\u0300-\u036f]/g;
const WHOLE_LETTERS = new RegExp(`[${Object.keys(UNACCENTED).join("")}]`, "g");

/** A word in lower case without accents: `résumé` becomes `resume`, `straße` `strasse`. */
export function foldAccents(word: string): string {
  const folded = word
    .normalize("NFD")
    .replaceAll(COMBINING_MARKS, "")
    .replaceAll(WHOLE_LETTERS, (letter) => UNACCENTED[letter] ?? letter)
    .normalize("NFC");
  // A word may be nothing but accents.
  return folded || word;
}
