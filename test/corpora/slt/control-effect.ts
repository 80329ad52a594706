const HELD = new Set(["parquet", "json", "icu", "core_functions", "noforcestorage", "skip_reload"]);
const WITHOUT_MEANING = new Set([
  "subtest",
  "hash-threshold",
  "reset",
  "sleep",
  "tags",
  "reconnect",
  "control",
  "cache",
  "test-env",
  "set",
  "endloop",
  "include",
]);

export type ControlEffect =
  | { readonly goesOn: true }
  /** Why this record, or else all that follows, cannot be compared. */
  | { readonly goesOn: false; readonly reason: string; readonly once: boolean };

export function controlEffect([word = "", ...rest]: readonly string[]): ControlEffect {
  if (WITHOUT_MEANING.has(word)) return { goesOn: true };
  switch (word) {
    case "require": {
      const [what = ""] = rest;
      const isHeld = HELD.has(what) || /^(vector_size|no_|block_size|64bit|exact_)/.test(what);
      return isHeld ? { goesOn: true } : ends(`needs ${what}`);
    }
    case "mode":
      return rest[0] === "skip" ? ends("skipped by the file (mode skip)") : { goesOn: true };
    case "require-env":
    case "load":
    case "restart":
    case "unzip":
    case "halt":
      return ends(`after ${word}`);
    default:
      return { goesOn: false, reason: "a line that is no record", once: true };
  }
}

function ends(reason: string): ControlEffect {
  return { goesOn: false, reason, once: false };
}
