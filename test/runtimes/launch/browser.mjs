// Runs the compiled module in a page or in a worker; each message is posted to the page's server.
const tell = async (message) => {
  await fetch("/messages", { method: "POST", body: JSON.stringify(message) });
};
const fail = (error) => tell({ type: "end", error: String(error?.stack ?? error) });
globalThis.addEventListener("unhandledrejection", (event) => void fail(event.reason));

try {
  const { run } = await import("/bundle.mjs");
  const world = await fetch("/world.json");
  await run(await world.json(), tell);
  await tell({ type: "end" });
} catch (error) {
  await fail(error);
}
