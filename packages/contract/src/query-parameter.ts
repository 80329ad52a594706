import { z } from "zod";

// Query parameters arrive as text, as a list when repeated; an empty one counts as left out.
const parameterText = z
  .string({ error: "must be given once" })
  .optional()
  .transform((text) => (text === "" ? undefined : text));

/** A text parameter. */
export function textParameter(description: string) {
  return parameterText.optional().meta({ type: "string", description });
}

/** A text parameter with several values, separated by commas. */
export function listParameter<const Value extends string>(
  values: readonly Value[],
  description: string,
) {
  const item = z.enum(values, { error: `must be one or more of ${values.join(", ")}` });
  return parameterText
    .transform((text) => text?.split(",").map((part) => part.trim()))
    .pipe(z.array(item).optional())
    .optional()
    .meta({ type: "string", description });
}

/** A parameter that is `true` or `false`. */
export function booleanParameter(fallback: boolean, description: string) {
  return parameterText
    .transform((text, context) => {
      if (text === undefined) return fallback;
      if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
      context.addIssue({ code: "custom", message: "must be true or false" });
      return z.NEVER;
    })
    .meta({ type: "boolean", default: fallback, description });
}

export interface IntegerParameter {
  readonly minimum: number;
  /** Larger values are lowered to it. */
  readonly clampAbove?: number;
  /** True raises smaller values to `minimum`; else they are refused. */
  readonly clampBelow?: boolean;
  readonly description: string;
}

/** A whole number; undefined when left out. */
export function integerParameter(rule: IntegerParameter) {
  return parameterText
    .transform((text, context) => {
      if (text === undefined) return undefined;
      const problem = integerProblem(text, rule);
      if (problem === undefined) return clamp(Number(text), rule);
      context.addIssue({ code: "custom", message: problem });
      return z.NEVER;
    })
    .optional()
    .meta(integerMeta(rule));
}

export interface IntegerParameterWithDefault extends IntegerParameter {
  /** May lie above `clampAbove`; the description has to say so then. */
  readonly fallback: number;
}

/** A whole number with a value for when it is left out; that value is not clamped. */
export function integerParameterWithDefault(rule: IntegerParameterWithDefault) {
  return integerParameter(rule)
    .transform((value) => value ?? rule.fallback)
    .meta({ ...integerMeta(rule), ...defaultMeta(rule) });
}

function integerProblem(text: string, rule: IntegerParameter): string | undefined {
  if (!/^[+-]?\d+$/.test(text)) return "must be a whole number";
  const value = Number(text);
  if (value < rule.minimum && rule.clampBelow !== true) return `must be at least ${rule.minimum}`;
  if (!Number.isSafeInteger(value) && rule.clampAbove === undefined) return "is too large";
  return undefined;
}

function clamp(value: number, rule: IntegerParameter): number {
  return Math.min(Math.max(value, rule.minimum), rule.clampAbove ?? Number.MAX_SAFE_INTEGER);
}

function integerMeta(rule: IntegerParameter) {
  return {
    type: "integer" as const,
    minimum: rule.minimum,
    ...(rule.clampAbove === undefined ? {} : { maximum: rule.clampAbove }),
    description: rule.description,
  };
}

function defaultMeta({ fallback, clampAbove = fallback }: IntegerParameterWithDefault) {
  return fallback > clampAbove ? {} : { default: fallback };
}
