import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServerProcess } from "../../../../test/server/server-process.ts";
import type { ConfigurationOptions } from "../../src/core/configuration.ts";

/** The real server, in a process and a data folder of its own, until it is disposed. */
export class RunningServer implements AsyncDisposable {
  /** Address and key. */
  readonly options: ConfigurationOptions;
  /** A folder for the test's own files. */
  readonly folder: string;
  readonly #server: ServerProcess;

  private constructor(options: ConfigurationOptions, folder: string, server: ServerProcess) {
    this.options = options;
    this.folder = folder;
    this.#server = server;
  }

  /** @param env - settings of the server besides the usual ones. */
  static async start(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
    const folder = await mkdtemp(join(tmpdir(), "hotdata-sdk-"));
    const apiKey = "seed-page-test-key";
    try {
      const server = await ServerProcess.start({ dataDir: join(folder, "data"), apiKey, env });
      return new RunningServer({ apiKey, host: server.url }, folder, server);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
