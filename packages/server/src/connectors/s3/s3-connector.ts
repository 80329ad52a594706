import type { Connector } from "../connector.ts";
import { FilesContext } from "../files/files-context.ts";
import { FilesSource } from "../files/files-source.ts";
import { reparsed } from "../files/reparsed.ts";
import { s3Config } from "./s3-config.ts";
import { S3Files } from "./s3-files.ts";

export const connector: Connector = {
  open: async ({ config, rules }) => {
    const files = new S3Files(reparsed(s3Config, config), rules);
    return new FilesSource(new FilesContext(files, rules));
  },
};
