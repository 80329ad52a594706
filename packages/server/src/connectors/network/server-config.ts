import { z } from "zod";
import type { PropertySchema } from "../config-schema.ts";
import type { ConnectorType } from "../connector-type.ts";

export const SSL_MODES = ["verify-full", "require", "disable"] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** What every database server's configuration has; `port` and `database` are the source's own. */
export const serverConfig = {
  host: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^\s/?#@]+$/, "must be a host name or an IP address, without port or scheme"),
  user: z.string().min(1),
  password: optional(z.string()),
  sslmode: optional(z.enum(SSL_MODES)),
  ssl_ca: optional(
    z.string().includes("-----BEGIN CERTIFICATE-----", {
      error: "must be certificates as PEM text",
    }),
  ),
};

export const PORT = z.int().min(1).max(65_535);

/** A field that may be left out; clients also write null or an empty text for that. */
export function optional<Inner extends z.ZodType>(inner: Inner) {
  const given = z.preprocess((value) => (value === "" ? null : value), inner.nullish());
  return given.transform((value) => value ?? undefined).optional();
}

export function hostProperties(defaultPort: number) {
  return {
    host: {
      type: "string",
      title: "Host",
      description: "Name or address of the server.",
      examples: ["db.example.com"],
    },
    port: {
      type: "integer",
      title: "Port",
      default: defaultPort,
      examples: [defaultPort],
      minimum: 1,
      maximum: 65_535,
    },
    user: {
      type: "string",
      title: "User",
      description: "One that may only read is enough.",
    },
  } satisfies Record<string, PropertySchema>;
}

export const SSL_PROPERTIES = {
  sslmode: {
    type: "string",
    title: "Encryption",
    description:
      "verify-full: encrypted, and the server's certificate must be valid for the host; require: encrypted, " +
      "any certificate; disable: not encrypted. Left out: verify-full, on this machine itself disable.",
    enum: SSL_MODES,
  },
  ssl_ca: {
    type: "string",
    title: "Authority (PEM)",
    description:
      "Certificates to trust in place of the public authorities, as PEM text; for a server with a private one.",
  },
} satisfies Record<string, PropertySchema>;

/** The user logs in with a password, which is kept as a secret. */
export const PASSWORD_LOGIN = {
  auth: {
    type: "object",
    properties: { password: { type: "string", title: "Password", format: "password" } },
    required: ["password"],
  },
  secretFields: ["password"],
} satisfies Pick<ConnectorType, "auth" | "secretFields">;
