// Runs in the browser: queries the database with the token that the page's server hands out, and
// loads a file that the user picks. See server.ts for how to run it.
import { Hotdata } from "hotdata";

const session = await fetch("/session.json").then((response) => response.json());
const hotdata = new Hotdata({ host: session.host, apiKey: session.token });
const db = hotdata.database(session.databaseId);

const table = element("table", HTMLTableElement);
const status = element("[role=status]", HTMLElement);
const picker = element("input", HTMLInputElement);

picker.addEventListener("change", () => void attempt(loadPicked));
await attempt(show);

async function show(): Promise<void> {
  const rows = await db.sql`
    SELECT city, count(*) AS orders, sum(amount) AS total
    FROM orders GROUP BY city ORDER BY city`.rows();
  table.replaceChildren();
  for (const row of rows) {
    const cells = table.insertRow();
    for (const value of Object.values(row)) cells.insertCell().textContent = String(value);
  }
  status.textContent = `${rows.length} cities`;
}

async function loadPicked(): Promise<void> {
  const [file] = picker.files ?? [];
  if (file === undefined) return;
  await db.load("orders", file, {
    onProgress: ({ sentBytes }) => (status.textContent = `${sentBytes} of ${file.size} bytes`),
  });
  await show();
}

/** Errors of the client say what to do next: they are for the user to read. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    status.textContent = error instanceof Error ? error.message : String(error);
  }
}

function element<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`);
  return found;
}
