import { z } from "zod";

export const HealthResponse = z
  .object({
    status: z.string().describe("`ok` when the server takes requests."),
    service: z.string().describe("Name of the program that answers."),
    version: z.string().describe("Its version."),
  })
  .meta({ id: "HealthResponse", description: "State of the server." });
export type HealthResponse = z.infer<typeof HealthResponse>;
