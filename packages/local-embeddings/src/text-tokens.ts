import { Tokenizer } from "@huggingface/tokenizers";
import type { ModelFiles } from "./model-files.ts";

/** More characters than a token has: what is beyond cannot come within the limit. */
const MAX_TOKEN_CHARS = 128;

/** Turns a text into the numbers of its tokens, with those that begin and end every text. */
export class TextTokens {
  readonly #tokenizer: Tokenizer;
  readonly #maxTokens: number;
  /** Tokens after the text's own, which stay when the text is cut. */
  readonly #closing: number;

  constructor({ tokenizer, tokenizerConfig, maxTokens }: ModelFiles) {
    this.#tokenizer = new Tokenizer(tokenizer, tokenizerConfig);
    this.#maxTokens = maxTokens;
    this.#closing = closingTokens(this.#tokenizer);
  }

  of(text: string): number[] {
    const { ids } = this.#tokenizer.encode(text.slice(0, this.#maxTokens * MAX_TOKEN_CHARS));
    if (ids.length <= this.#maxTokens) return ids;
    const kept = ids.slice(0, this.#maxTokens - this.#closing);
    return this.#closing === 0 ? kept : [...kept, ...ids.slice(-this.#closing)];
  }
}

function closingTokens(tokenizer: Tokenizer): number {
  const whole = tokenizer.encode("a").ids;
  const [own] = tokenizer.encode("a", { add_special_tokens: false }).ids;
  return own === undefined ? 0 : whole.length - 1 - whole.lastIndexOf(own);
}
