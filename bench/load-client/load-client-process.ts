import { z } from "zod";
import { ChildProgram } from "../child-program.ts";
import { type LoadAnswer, loadAnswer, type LoadCall } from "./protocol.ts";

const reply = z.union([loadAnswer, z.object({ error: z.string() })]);

/** The clients, in another process than the benchmark and what is measured. */
export class LoadClientProcess implements AsyncDisposable {
  readonly #program = new ChildProgram("load-client/main.ts");

  async run(call: LoadCall): Promise<LoadAnswer> {
    this.#program.send(call);
    const answer = reply.parse(await this.#program.next());
    if ("error" in answer) throw new Error(answer.error);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program[Symbol.asyncDispose]();
  }
}
