import { randomBytes } from "node:crypto";

/** Text that must not be found where secrets may not be, in any of several forms. */
export interface Canary {
  readonly label: string;
  readonly text: string;
  readonly forms: readonly Buffer[];
  /** `logs`: rows and SQL, which answers and files have by right, but no log line and no process. */
  readonly hiddenFrom: "everything" | "logs";
}

const PIECE_LENGTH = 8;
/** A byte before the text shifts it within groups of three bytes, which is how base64 works. */
const SHIFTS = ["", "x", "xx"];

/** A new random secret. */
export function newCanary(label: string, hiddenFrom: Canary["hiddenFrom"] = "everything"): Canary {
  const text = randomBytes(60)
    .toString("base64")
    .replaceAll(/[^A-Za-z0-9]/g, "");
  return canaryOf(label, text.slice(0, 40), hiddenFrom);
}

/** Watches for a secret that somebody else made; `text` must be random throughout. */
export function canaryOf(
  label: string,
  text: string,
  hiddenFrom: Canary["hiddenFrom"] = "everything",
): Canary {
  const hex = Buffer.from(text).toString("hex");
  const forms = [...piecesOf(text), hex, hex.toUpperCase(), ...SHIFTS.flatMap(base64Of(text))];
  return { label, text, hiddenFrom, forms: forms.map((form) => Buffer.from(form)) };
}

/** A key in base64: also its bytes as they are, and in hex. */
export function keyCanary(label: string, base64: string): Canary {
  const bytes = Buffer.from(base64, "base64");
  const canary = canaryOf(label, base64);
  return { ...canary, forms: [...canary.forms, bytes, Buffer.from(bytes.toString("hex"))] };
}

/** Error messages may quote a part only, so parts count as found. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let start = 0; start + PIECE_LENGTH <= text.length; start++) {
    pieces.push(text.slice(start, start + PIECE_LENGTH));
  }
  return pieces.length === 0 ? [text] : pieces;
}

function base64Of(text: string) {
  return (shift: string): readonly string[] => {
    // Neighbours change the first and the last characters.
    const inner = Buffer.from(shift + text)
      .toString("base64")
      .replaceAll("=", "")
      .slice(4, -2);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  };
}

/** The labels of all canaries that are in some bytes. */
export function findCanaries(bytes: Buffer, canaries: readonly Canary[]): readonly string[] {
  return canaries
    .filter(({ forms }) => forms.some((form) => bytes.includes(form)))
    .map(({ label }) => label);
}
