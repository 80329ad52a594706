import { loadConfig } from "../../src/config/load-config.ts";
import { rotate } from "../../src/secrets/secrets-command.ts";

/** Changes the key of the folder in the environment, and is killed after the step it is told. */
const [step, option] = process.argv.slice(2);
await rotate(loadConfig(), option === "--key-from-env", (done) => {
  if (done === step) process.kill(process.pid, "SIGKILL");
});
