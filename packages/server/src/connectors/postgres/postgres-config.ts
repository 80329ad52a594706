import { z } from "zod";
import { optional, PORT, serverConfig } from "../network/server-config.ts";

export const DEFAULT_PORT = 5432;

/** How numbers arrive whose column names no precision. */
export const UNBOUNDED_NUMERIC = ["double", "text"] as const;

const SCHEMAS = z.union([z.string(), z.array(z.string())]).transform((given) => {
  const names = typeof given === "string" ? given.split(",") : given;
  return names.map((name) => name.trim()).filter((name) => name !== "");
});

export const POSTGRES_CONFIG = z.object({
  ...serverConfig,
  port: optional(PORT).transform((port) => port ?? DEFAULT_PORT),
  database: z.string().min(1),
  schemas: optional(SCHEMAS),
  unbounded_numeric: optional(z.enum(UNBOUNDED_NUMERIC)),
});

export type PostgresConfig = z.infer<typeof POSTGRES_CONFIG>;
