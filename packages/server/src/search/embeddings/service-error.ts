import { z } from "zod";
import { SqlError } from "../../engine/engine.ts";
import { WebFetchError } from "../../net/web-fetch-error.ts";
import type { JsonAnswer } from "./post-json.ts";

/** A service did not give vectors; neither its key nor a text is in the message. */
export class ServiceError extends SqlError {
  /** Whether the same request may succeed later. */
  readonly isPassing: boolean;
  /** When to ask again, as the service said. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, passing?: { readonly retryAfterMs: number | undefined }) {
    super(`The embedding provider did not answer with vectors: ${message}`);
    this.isPassing = passing !== undefined;
    this.retryAfterMs = passing?.retryAfterMs;
  }
}

/** What an answer other than 200 means, and what to do. */
export function errorOfAnswer(answer: JsonAnswer): ServiceError {
  const { status } = answer;
  const code = codeOf(answer.text);
  const said = `status ${status}${code === undefined ? "" : `, ${code}`}`;
  if (status === 401 || status === 403) {
    return new ServiceError(`it refuses the key (${said}). Set the provider's \`api_key\` anew.`);
  }
  if (status === 404) {
    return new ServiceError(
      `it has no such address or model (${said}). Check \`base_url\` and \`model\` in the provider's config.`,
    );
  }
  if (status === 429 && code === "insufficient_quota") {
    return new ServiceError(`its quota is used up (${said}). See to the account of its key.`);
  }
  if (status === 429 || status === 408 || status >= 500) {
    const retryAfterMs = retryAfterOf(answer);
    return new ServiceError(`it is too busy or failing (${said}). Try again later.`, {
      retryAfterMs,
    });
  }
  if (status >= 300 && status < 400) {
    return new ServiceError(
      `it redirects (${said}), which is not followed. Set \`base_url\` in the provider's config to the address that answers.`,
    );
  }
  return new ServiceError(
    `it refuses the request (${said}). Check \`model\` and \`dimensions\` in the provider's config; a text may be too long for the model.`,
  );
}

/** What went wrong before an answer was there. */
export function errorOfFailure(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof WebFetchError) return new ServiceError(error.message);
  const code = error instanceof Error && "code" in error ? String(error.code) : "no connection";
  return new ServiceError(
    `it could not be reached (${code}). Check \`base_url\` in the provider's config.`,
    { retryAfterMs: undefined },
  );
}

const problemModel = z.object({
  error: z.object({ code: z.string().nullish(), type: z.string().nullish() }),
});

/** The service's own name of the error; its message is not shown, which may quote the text. */
function codeOf(text: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { error } = problemModel.safeParse(json).data ?? {};
  return [error?.code, error?.type].find(
    (name): name is string => typeof name === "string" && /^[a-z][a-z0-9_.-]{0,63}$/i.test(name),
  );
}

function retryAfterOf({ headers }: JsonAnswer): number | undefined {
  const text = headers["retry-after"];
  if (text === undefined) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : undefined;
}
