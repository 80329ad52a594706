// Runs a compiled module in Node, Bun or Deno: its address and its world come as arguments.
const [, , bundle, world] = globalThis.process.argv;
const tell = (message) => console.log(JSON.stringify(message));
const { run } = await import(bundle);
await run(JSON.parse(world), tell);
tell({ type: "end" });
