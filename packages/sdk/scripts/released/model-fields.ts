/** Which fields an interface has, and which of them may be left out. */
export interface ModelFields {
  readonly name: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const INTERFACE = /^export interface (\w+)[^{]*\{\n(.*?)^\}/gms;
const FIELD = /^ {2}(?:readonly )?(\w+)(\??):/gm;

/** The interfaces of the generated models. */
export function modelFields(source: string): readonly ModelFields[] {
  return [...source.matchAll(INTERFACE)].map(([, name = "", body = ""]) => {
    const fields = [...body.matchAll(FIELD)];
    const namesOf = (mark: string): readonly string[] =>
      fields.filter((field) => field[2] === mark).map(([, field = ""]) => field);
    return { name, required: namesOf(""), optional: namesOf("?") };
  });
}
