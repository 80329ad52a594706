import type { Connector } from "../connector.ts";
import { FilesContext } from "../files/files-context.ts";
import { FilesSource } from "../files/files-source.ts";
import { reparsed } from "../files/reparsed.ts";
import { httpConfig } from "./http-config.ts";
import { HttpFiles } from "./http-files.ts";

export const connector: Connector = {
  open: async ({ config, rules }) => {
    const files = new HttpFiles(reparsed(httpConfig, config), rules);
    return new FilesSource(new FilesContext(files, rules));
  },
};
