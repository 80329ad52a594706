import type { ScalarTypeName } from "@hotdata/contract/types";
import { beginsWithDay, isInNanoseconds } from "../text/calendar.ts";
import { FORMS, formTest } from "../text/text-forms.ts";

interface Form {
  readonly type: ScalarTypeName;
  readonly accepts: (text: string) => boolean;
}

const FORM_LIST: readonly Form[] = [
  { type: "DATE", accepts: formTest(FORMS.date) },
  { type: "TIMESTAMP", accepts: formTest(FORMS.timestamp) },
  { type: "TIMESTAMP_NS", accepts: inNanoseconds(formTest(FORMS.timestampNs)) },
  { type: "TIMESTAMPTZ", accepts: formTest(FORMS.timestampTz) },
];

/** Finds out whether all strings of a place in JSON are days or times in ISO 8601. */
export class StringShape {
  #forms = FORM_LIST;

  add(text: string): void {
    if (this.#forms.length === 0) return;
    const isDay = text.length >= 10 && text[4] === "-";
    // Mostly all of them go on, or none does.
    const goesOn = ({ accepts }: Form): boolean => isDay && accepts(text) && beginsWithDay(text);
    if (!this.#forms.every(goesOn)) this.#forms = this.#forms.filter(goesOn);
  }

  type(): ScalarTypeName {
    return this.#forms[0]?.type ?? "VARCHAR";
  }
}

function inNanoseconds(hasForm: (text: string) => boolean): (text: string) => boolean {
  return (text) => hasForm(text) && isInNanoseconds(text);
}
