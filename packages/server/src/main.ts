import { type App, createApp } from "./app.ts";
import { type Config, ConfigError, loadConfig } from "./config/load-config.ts";
import { firstStartText, startFailureText } from "./start-text.ts";

const config = readConfig();
const app = await start(config);
// Before it is told: whoever reads that it listens may stop it at once.
closeOnSignal(app);
process.stdout.write(`listening on ${app.address}\n`);
if (app.isFirstStart || app.createdKey !== undefined) process.stdout.write(firstStartText(app));

function readConfig(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

async function start(settings: Config): Promise<App> {
  try {
    return await createApp(settings);
  } catch (error) {
    const text = startFailureText(error, settings);
    if (text === undefined) throw error;
    process.stderr.write(`${text}\n`);
    process.exit(1);
  }
}

/** The first signal lets running requests finish; a second one does not wait for them. */
function closeOnSignal(running: App): void {
  let isClosing = false;
  const onSignal = (): void => {
    if (isClosing) process.exit(1);
    isClosing = true;
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`could not close cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
}
