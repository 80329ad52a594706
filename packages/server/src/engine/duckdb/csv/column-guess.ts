import type { CsvOptions } from "../../csv-options.ts";
import { beginsWithDay, isInNanoseconds } from "../text/calendar.ts";
import { isExactDouble, placesOf } from "../text/exact-double.ts";
import { FORMS, formTest } from "../text/text-forms.ts";
import { formatPattern } from "../../date-format.ts";
import { numberText } from "./number-text.ts";
import type { ReadAs } from "../../csv-layout.ts";
import { MAX_DECIMAL_DIGITS } from "./read-as-type.ts";

/** Something that a column may be, as long as its values are written so. */
interface Candidate {
  /** Whether the value is written so; later values must be like the ones that were. */
  accepts(text: string): boolean;
  readAs(): ReadAs;
}

export type GuessOptions = Pick<
  CsvOptions,
  "decimalMark" | "thousandsMark" | "dateFormat" | "timestampFormat"
>;

/**
 * Guesses what a column of texts is, from its values. A guess that holds for every value loses
 * nothing of them: each text can be made again from its value and the form of the column.
 */
export class ColumnGuess {
  readonly #isLenient: boolean;
  #candidates: { readonly candidate: Candidate; hits: number }[];
  #count = 0;

  /** A lenient guess goes by most of the values instead of all. */
  constructor(options: GuessOptions, isLenient: boolean) {
    this.#isLenient = isLenient;
    this.#candidates = candidates(options).map((candidate) => ({ candidate, hits: 0 }));
  }

  add(text: string): void {
    this.#count += 1;
    if (!this.#isLenient && this.#candidates.length === 0) return;
    for (const entry of this.#candidates) if (entry.candidate.accepts(text)) entry.hits += 1;
    if (this.#isLenient) return;
    if (this.#candidates.some(({ hits }) => hits < this.#count)) {
      this.#candidates = this.#candidates.filter(({ hits }) => hits === this.#count);
    }
  }

  result(): ReadAs {
    if (this.#count === 0) return { as: "nothing" };
    const most = Math.max(0, ...this.#candidates.map(({ hits }) => hits));
    const found = this.#candidates.find(({ hits }) => hits === most);
    const isText = found === undefined || most === 0 || most * 2 <= this.#count;
    return isText ? { as: "text" } : found.candidate.readAs();
  }
}

/** From narrow to wide. */
function candidates(options: GuessOptions): Candidate[] {
  const { dateFormat, timestampFormat } = options;
  const number = (inner: Candidate): Candidate => ({
    accepts: (text) => {
      const plain = numberText(text, options);
      return plain !== undefined && inner.accepts(plain);
    },
    readAs: () => inner.readAs(),
  });
  return [
    ...(dateFormat === undefined ? [] : [formatted("formatted-date", dateFormat)]),
    ...(timestampFormat === undefined ? [] : [formatted("formatted-timestamp", timestampFormat)]),
    fixed({ as: "boolean" }, formTest(FORMS.boolean)),
    number(fixed({ as: "bigint" }, isBigint)),
    number(doubles(shortNumber)),
    number(doubles(samePlaces())),
    number(decimals(shortNumber)),
    number(decimals(samePlaces())),
    fixed({ as: "date" }, dayForm(FORMS.date)),
    fixed({ as: "timestamp" }, dayForm(FORMS.timestamp)),
    fixed({ as: "timestamp-ns" }, nanosecondForm()),
    fixed({ as: "timestamptz" }, dayForm(FORMS.timestampTz)),
    fixed({ as: "time" }, formTest(FORMS.time)),
  ];
}

function fixed(readAs: ReadAs, accepts: (text: string) => boolean): Candidate {
  return { accepts, readAs: () => readAs };
}

function formatted(as: "formatted-date" | "formatted-timestamp", format: string): Candidate {
  const pattern = formatPattern(format);
  return fixed({ as }, pattern === undefined ? () => false : formTest(pattern));
}

const isInteger = formTest(FORMS.integer);

function isBigint(text: string): boolean {
  // A minus zero is none.
  if (!isInteger(text) || text === "-0") return false;
  return text.length <= 18 || BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

/** Whether a decimal has the places that go with a column's others, and which. */
interface PlacesRule {
  accepts(text: string): boolean;
  places(): number | undefined;
}

const isShortDecimal = formTest(FORMS.shortDecimal);
const isDecimal = formTest(FORMS.decimal);
const shortNumber: PlacesRule = { accepts: isShortDecimal, places: () => undefined };

/** Integers may stand among values with places: they lose none. */
function samePlaces(): PlacesRule {
  let places: number | undefined;
  return {
    accepts: (text) => {
      if (!isDecimal(text)) return false;
      const found = placesOf(text);
      if (found === 0) return true;
      places ??= found;
      return places === found;
    },
    places: () => places ?? 0,
  };
}

function doubles(rule: PlacesRule): Candidate {
  const isExponent = formTest(FORMS.exponent);
  const isNotFinite = formTest(FORMS.notFinite);
  let numbers = 0;
  return {
    accepts: (text) => {
      // Words alone are no numbers; among numbers they are.
      if (isNotFinite(text)) return true;
      const isOfForm = rule.accepts(text) || (rule === shortNumber && isExponent(text));
      if (!isOfForm || !isExactDouble(text)) return false;
      numbers += 1;
      return true;
    },
    readAs: () => (numbers > 0 ? { as: "double", places: rule.places() } : { as: "text" }),
  };
}

function decimals(rule: PlacesRule): Candidate {
  let scale = 0;
  let whole = 0;
  return {
    accepts: (text) => {
      if (!rule.accepts(text) || (text.startsWith("-0") && Number(text) === 0)) return false;
      const places = placesOf(text);
      const digits = text.replace(/^-/, "").length - (places > 0 ? places + 1 : 0);
      const isTooLong = Math.max(whole, digits) + Math.max(scale, places) > MAX_DECIMAL_DIGITS;
      if (isTooLong) return false;
      whole = Math.max(whole, digits);
      scale = Math.max(scale, places);
      return true;
    },
    readAs: () => ({ as: "decimal", places: rule.places(), scale }),
  };
}

function dayForm(form: string): (text: string) => boolean {
  const hasForm = formTest(form);
  return (text) => hasForm(text) && beginsWithDay(text);
}

function nanosecondForm(): (text: string) => boolean {
  const hasForm = dayForm(FORMS.timestampNs);
  return (text) => hasForm(text) && isInNanoseconds(text);
}
