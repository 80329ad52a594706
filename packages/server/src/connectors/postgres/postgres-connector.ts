import type { Connector } from "../connector.ts";
import { PostgresSource } from "./postgres-source.ts";
import { POSTGRES_CONFIG } from "./postgres-config.ts";

export const connector: Connector = {
  open: async ({ config, rules }) => new PostgresSource(POSTGRES_CONFIG.parse(config), rules),
};
