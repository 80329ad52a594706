/** One fenced block of a page that is run, with the output that the page shows for it. */
export interface DocsBlock {
  readonly language: "ts" | "sh";
  readonly code: string;
  /** Undefined where the page shows none. */
  readonly output: string | undefined;
}

const FENCE = /^```(\w+)\n(.*?)^```$/gms;

/** The blocks of a page that are run, in order: `ts` and `sh`; a `text` block is what one prints. */
export function parseDocsPage(markdown: string): readonly DocsBlock[] {
  const blocks: DocsBlock[] = [];
  for (const [, language, text = ""] of markdown.matchAll(FENCE)) {
    if (language === "ts" || language === "sh") {
      blocks.push({ language, code: text, output: undefined });
      continue;
    }
    const last = blocks.pop();
    if (last !== undefined) blocks.push(language === "text" ? { ...last, output: text } : last);
  }
  return blocks;
}

/** All blocks of one language as one program, which prints {@link END} after each of them. */
export function programOf(blocks: readonly DocsBlock[]): string {
  return blocks
    .map(({ language, code }) =>
      language === "ts"
        ? `${code}console.log(${JSON.stringify(END)});\n`
        : `${code}echo '${END}'\n`,
    )
    .join("");
}

/** Ends the output of a block. */
export const END = "----- end of block -----";

/** What each block printed. */
export function outputsOf(stdout: string): readonly string[] {
  return stdout.split(`${END}\n`).slice(0, -1);
}

/** The output that a page shows, as a pattern: `…` stands for what differs from run to run. */
export function outputPattern(shown: string): RegExp {
  const parts = shown.trim().split("…");
  return new RegExp(
    `^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*?")}$`,
    "s",
  );
}
