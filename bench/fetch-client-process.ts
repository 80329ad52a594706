import { type ClientCall, clientAnswer, type Transfer } from "./fetch-client-protocol.ts";
import { ChildProgram } from "./child-program.ts";

/** The raw client that fetches results, in another process than everything that is measured. */
export class FetchClientProcess implements AsyncDisposable {
  readonly #program = new ChildProgram("fetch-client.ts");

  async fetch(call: ClientCall): Promise<Transfer> {
    this.#program.send(call);
    const answer = clientAnswer.parse(await this.#program.next());
    if ("error" in answer) throw new Error(answer.error);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program[Symbol.asyncDispose]();
  }
}
