import { HttpAsker } from "./http-asker.ts";
import { PostgresConnection } from "./postgres-connection.ts";
import {
  type LoadAnswer,
  type LoadCall,
  loadCall,
  type LoadRequest,
  type LoadTarget,
} from "./protocol.ts";

/** Asks once; returns the text of the answer. */
interface Asker extends Disposable {
  ask(request: LoadRequest): Promise<string>;
}

/** Entry of the process that puts load on a server, away from the event loop of the benchmark. */
function serve(): void {
  process.on("message", (message) => {
    answer(loadCall.parse(message)).then(
      (reply) => process.send?.(reply),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  process.once("disconnect", () => process.exit(0));
}

async function answer(call: LoadCall): Promise<LoadAnswer> {
  const askers = await Promise.all(
    Array.from({ length: call.clients }, () => openAsker(call.target)),
  );
  const latenciesMs: number[] = [];
  let errors = 0;
  let firstError: string | null = null;
  let next = 0;
  const started = performance.now();
  const until = started + (call.forMs ?? Infinity);
  const isOver = (): boolean =>
    call.forMs === undefined ? next >= call.requests.length : performance.now() >= until;
  const work = async (asker: Asker): Promise<void> => {
    while (!isOver()) {
      const request = call.requests[next++ % call.requests.length];
      if (request === undefined) return;
      const asked = performance.now();
      try {
        const text = await asker.ask(request);
        if (!text.includes(request.expects)) throw new Error(`unexpected: ${text.slice(0, 200)}`);
        latenciesMs.push(performance.now() - asked);
      } catch (error) {
        errors += 1;
        firstError ??= String(error);
      }
    }
  };
  await Promise.all(askers.map(work));
  const wholeMs = performance.now() - started;
  for (const asker of askers) asker[Symbol.dispose]();
  return { latenciesMs, wholeMs, errors, firstError };
}

async function openAsker(target: LoadTarget): Promise<Asker> {
  if (target.kind === "http") return new HttpAsker(target.url, target.headers);
  const connection = await PostgresConnection.open(target.port, target.user);
  return {
    ask: ({ body }) => connection.query(body),
    [Symbol.dispose]: () => connection[Symbol.dispose](),
  };
}

serve();
