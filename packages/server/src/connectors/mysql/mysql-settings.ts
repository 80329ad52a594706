import type { SourceRules, SourceSettings } from "../connector.ts";
import { type TlsChoice, tlsChoice } from "../network/tls-choice.ts";

/** The checked configuration of a connection, with what follows from it. */
export interface MysqlSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly tls: TlsChoice | undefined;
  readonly rules: SourceRules;
}

export function mysqlSettings({ config, rules }: SourceSettings): MysqlSettings {
  const { host, port, user, sslmode } = config;
  if (typeof host !== "string" || typeof port !== "number" || typeof user !== "string") {
    throw new Error("the configuration was not checked");
  }
  const isMode = sslmode === "verify-full" || sslmode === "require" || sslmode === "disable";
  return {
    host,
    port,
    user,
    password: textOf(config["password"]),
    database: textOf(config["database"]),
    tls: tlsChoice({
      host,
      sslmode: isMode ? sslmode : undefined,
      ssl_ca: textOf(config["ssl_ca"]),
    }),
    rules,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
