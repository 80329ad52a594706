import { z } from "zod";

export const ApiFieldError = z
  .object({
    field: z.string().describe("Path of the field, such as `schemas.0.name`."),
    message: z.string().describe("What is wrong with its value."),
  })
  .meta({ id: "ApiFieldError", description: "One request field that was not accepted." });
export type ApiFieldError = z.infer<typeof ApiFieldError>;

export const ApiErrorDetails = z
  .looseObject({
    errors: z.array(ApiFieldError).optional().describe("The fields that were not accepted."),
    position: z
      .int()
      .min(0)
      .optional()
      .describe("Where in the submitted SQL the error is: characters before it."),
  })
  .meta({
    id: "ApiErrorDetails",
    description:
      "Facts about an error that a program can use; which are there depends on the code.",
  });
export type ApiErrorDetails = z.infer<typeof ApiErrorDetails>;

export const ApiErrorDetail = z
  .object({
    code: z.string().describe("Stable code for programs; docs/errors.md lists them all."),
    message: z.string().describe("What went wrong and what to do about it, for people."),
    details: ApiErrorDetails.optional().describe("More facts, where there are any."),
    request_id: z
      .string()
      .optional()
      .describe(
        "The request's id, as in the `X-Request-Id` header; quote it when asking for help.",
      ),
  })
  .meta({ id: "ApiErrorDetail", description: "Code and message of an error." });
export type ApiErrorDetail = z.infer<typeof ApiErrorDetail>;

export const ApiErrorResponse = z
  .object({ error: ApiErrorDetail.describe("The error.") })
  .meta({ id: "ApiErrorResponse", description: "Body of every error but those of `Error`." });
export type ApiErrorResponse = z.infer<typeof ApiErrorResponse>;

/** On the wire this model is called `Error`; the name is taken in JavaScript. */
export const FlatError = z
  .object({
    error: z.string().describe("Stable code in snake_case, such as `workspace_not_found`."),
    message: z.string().optional().describe("What went wrong and what to do about it, for people."),
    details: ApiErrorDetails.optional().describe("More facts, where there are any."),
    request_id: z
      .string()
      .optional()
      .describe("The request's id, as in the `X-Request-Id` header."),
  })
  .meta({
    id: "Error",
    description: "Body of an error about the API key, the token exchange or a workspace.",
  });
export type FlatError = z.infer<typeof FlatError>;
