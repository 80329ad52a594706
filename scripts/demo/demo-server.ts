import { createApp } from "hotdata-server";
import { loadConfig } from "../../packages/server/src/config/load-config.ts";

/** A server of its own inside this process, on a free port. */
export interface DemoServer {
  readonly url: string;
  readonly apiKey: string;
  stop(): Promise<void>;
}

export async function startDemoServer(dataDir: string): Promise<DemoServer> {
  const config = loadConfig({
    HOTDATA_PORT: "0",
    HOTDATA_DATA_DIR: dataDir,
    HOTDATA_LOG_LEVEL: "error",
  });
  const app = await createApp(config);
  if (app.createdKey === undefined) throw new Error("the demo needs an empty data folder");
  return { url: app.address, apiKey: app.createdKey, stop: () => app.close() };
}
