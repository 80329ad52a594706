/** A pattern of paths: `*` and `?` stand for anything within a folder, `**` for folders as well. */
export interface Glob {
  /** What every path of it begins with. */
  readonly prefix: string;
  matches(path: string): boolean;
}

export function isGlob(path: string): boolean {
  return /[*?]/.test(path);
}

export function parseGlob(pattern: string): Glob {
  const first = pattern.search(/[*?]/);
  if (first < 0) return { prefix: pattern, matches: (path) => path === pattern };
  const matcher = new GlobMatcher(pattern);
  return { prefix: pattern.slice(0, first), matches: (path) => matcher.matches(path) };
}

/** Compares folder by folder, in time that grows with the lengths of both: no pattern is slow. */
class GlobMatcher {
  readonly #parts: readonly string[];

  constructor(pattern: string) {
    this.#parts = pattern.split("/");
  }

  matches(path: string): boolean {
    const folders = path.split("/");
    // Which numbers of folders the parts so far can stand for.
    let reached = new Set([0]);
    for (const part of this.#parts) {
      const next = new Set<number>();
      for (const count of reached) {
        if (part === "**") {
          for (let more = count; more <= folders.length; more += 1) next.add(more);
        } else if (count < folders.length && matchesPart(part, folders[count] ?? "")) {
          next.add(count + 1);
        }
      }
      reached = next;
    }
    return reached.has(folders.length);
  }
}

/** Within one folder. Of the places where a `*` may end, only the last `*` has to be tried again. */
function matchesPart(pattern: string, text: string): boolean {
  let [at, from] = [0, 0];
  let star: { readonly at: number; from: number } | undefined;
  while (from < text.length) {
    if (pattern[at] === "*") {
      star = { at, from };
      at += 1;
    } else if (pattern[at] === "?" || pattern[at] === text[from]) {
      at += 1;
      from += 1;
    } else if (star !== undefined) {
      star.from += 1;
      at = star.at + 1;
      from = star.from;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}
