import { truncate, writeFile } from "node:fs/promises";
import { z } from "zod";
import { ChildProgram } from "../child-program.ts";

const listening = z.object({ url: z.string() });

/** A plain `node:http` server in a process of its own, with one file of the wanted size. */
export class FileServerProcess implements AsyncDisposable {
  readonly url: string;
  readonly #program: ChildProgram;

  private constructor(program: ChildProgram, url: string) {
    this.#program = program;
    this.url = url;
  }

  static async start(path: string, sizeBytes: number): Promise<FileServerProcess> {
    await writeFile(path, "");
    await truncate(path, sizeBytes);
    const program = new ChildProgram("baseline/file-server.ts", [path]);
    return new FileServerProcess(program, listening.parse(await program.next()).url);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program[Symbol.asyncDispose]();
  }
}
