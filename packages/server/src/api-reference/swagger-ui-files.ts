import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { z } from "zod";

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ["swagger-ui.css", "text/css; charset=utf-8"],
  ["swagger-ui-bundle.js", "text/javascript; charset=utf-8"],
]);

export interface OpenFile {
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly content: Readable;
}

/** The files of Swagger UI that the page needs, as the package `@fastify/swagger-ui` has them. */
export class SwaggerUiFiles {
  /** Other files have another version: they may be kept for ever under it. */
  readonly version: string;
  readonly #folder: string;

  private constructor(version: string, folder: string) {
    this.version = version;
    this.#folder = folder;
  }

  static async find(): Promise<SwaggerUiFiles> {
    const root = dirname(createRequire(import.meta.url).resolve("@fastify/swagger-ui"));
    const manifest: unknown = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    const { version } = z.object({ version: z.string() }).parse(manifest);
    return new SwaggerUiFiles(version, join(root, "static"));
  }

  /** Undefined for every name that is not one of the few. */
  async open(name: string): Promise<OpenFile | undefined> {
    const contentType = CONTENT_TYPES.get(name);
    if (contentType === undefined) return undefined;
    const path = join(this.#folder, name);
    const { size } = await stat(path);
    return { contentType, sizeBytes: size, content: createReadStream(path) };
  }
}
