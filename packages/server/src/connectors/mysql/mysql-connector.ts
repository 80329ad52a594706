import type { Connector } from "../connector.ts";
import { mysqlSettings } from "./mysql-settings.ts";
import { MysqlSource } from "./mysql-source.ts";

export const connector: Connector = {
  open: async (settings) => new MysqlSource(mysqlSettings(settings)),
};
