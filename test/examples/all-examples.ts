import { join } from "node:path";
import { runProcess } from "../compat/run-process.ts";
import { dumpPage } from "./dump-page.ts";
import type { Example, ExampleWorld } from "./example.ts";
import { ServiceProcess } from "./service-process.ts";

const FOLDER = join(import.meta.dirname, "../../examples");
const LIMIT_MS = 60_000;

/** The examples, in the order of `examples/README.md`. */
export const EXAMPLES: readonly Example[] = [
  {
    name: "script",
    run: (world) => runInNode(world, "script.ts"),
    expected: [/^5 orders loaded$/m, /^Grace: 30$/m, /^Ada: 17.25$/m],
  },
  {
    name: "fastify-route",
    run: async ({ env }) => {
      await using service = await startInNode(env, "fastify-route.ts");
      const [good, bad] = [`${service.url}/orders?city=Lisbon`, `${service.url}/orders`];
      return `${await visit(good)}\n${await visit(bad)}`;
    },
    expected: [/^200 \[\{"id":1,"customer":"Ada","amount":12.5\},/, /^400 .*city/m],
  },
  {
    name: "web-handler",
    run: async (world) => {
      const answers = [await callHandler(world)];
      for (const command of webServers(world)) {
        await using service = await ServiceProcess.start(command.program, command.args, {
          ...world.env,
          PORT: "0",
        });
        answers.push(`${command.name}: ${await visit(`${service.url}/orders.csv?city=Lisbon`)}`);
      }
      return answers.join("\n");
    },
    expected: ["node", "deno", "bun"].map(
      (name) => new RegExp(`^${name}: 200 id,city,customer,amount\\n1,Lisbon,Ada,12.5`, "m"),
    ),
  },
  {
    name: "browser-page",
    run: async ({ env }) => {
      await using service = await startInNode(env, "browser-page/server.ts");
      return await dumpPage(service.url);
    },
    expected: [/<td>Lisbon<\/td><td>3<\/td><td>47.25<\/td>/, /3 cities/],
  },
  {
    name: "worker",
    run: (world) => runInNode(world, "worker.ts"),
    expected: [/^2000000 rows, by weekday: 285715, 285715, /m, /free meanwhile: true/],
  },
  {
    name: "to-parquet",
    run: (world) => runInNode(world, "to-parquet.ts"),
    expected: [/^wrote \d{7,} bytes$/m, /the server loads them/, /^1000000 readings loaded$/m],
  },
  {
    name: "agent-tool",
    run: (world) => runInNode(world, "agent-tool.ts"),
    expected: [
      /"table":"main.orders","columns":"id .*amount/,
      /"error":".*order/,
      /"rows":\[\{"city":"Lisbon","total":"42.5"\},/,
      /"truncated":true/,
      /"error":".*DROP/i,
    ],
  },
  {
    name: "retrieval",
    run: (world) => runInNode(world, "retrieval.ts"),
    expected: [/^\[1\] Late parcels: A parcel that is late /m, /^\[2\] /m, /^then: Strikes$/m],
  },
  {
    name: "dataframe",
    run: (world) => runInNode(world, "dataframe.ts"),
    expected: [/Lisbon/, /largest/],
  },
];

function runInNode({ env }: ExampleWorld, file: string): Promise<string> {
  return runProcess(process.execPath, [join(FOLDER, file)], { env, timeoutMs: LIMIT_MS });
}

function startInNode(env: NodeJS.ProcessEnv, file: string): Promise<ServiceProcess> {
  return ServiceProcess.start(process.execPath, [join(FOLDER, file)], { ...env, PORT: "0" });
}

async function visit(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS) });
  return `${response.status} ${await response.text()}`;
}

const HANDLER = join(FOLDER, "web-handler.ts");

/** Node has no server for such handlers, but all that they are made of. */
async function callHandler({ env }: ExampleWorld): Promise<string> {
  const code = `
    const { default: handler } = await import(${JSON.stringify(HANDLER)});
    const request = new Request("http://example.org/orders.csv?city=Lisbon");
    const response = await handler.fetch(request);
    console.log("node:", response.status, await response.text());`;
  const args = ["--input-type=module", "--eval", code];
  return runProcess(process.execPath, args, { env, timeoutMs: LIMIT_MS });
}

function webServers({ programs }: ExampleWorld) {
  const address = ["--host=127.0.0.1", "--port=0"];
  const permissions = ["--no-prompt", "--allow-net=127.0.0.1", "--allow-env", "--allow-read"];
  return [
    {
      name: "deno",
      program: programs.deno,
      args: [
        "serve",
        "--no-lock",
        "--node-modules-dir=manual",
        ...permissions,
        ...address,
        HANDLER,
      ],
    },
    { name: "bun", program: programs.bun, args: ["run", HANDLER] },
  ];
}
