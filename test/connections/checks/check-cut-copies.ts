import { codeOf } from "./code-of.ts";
import { cutMariadb } from "./cut-mariadb.ts";
import { cutPostgres } from "./cut-postgres.ts";
import { CutWorld } from "./cut-world.ts";

/** Copies that are cut go on where they were, and each is one state of its table: the last one. */
export async function checkCutCopies(): Promise<boolean> {
  let isRight = true;
  for (const start of [cutPostgres, cutMariadb]) {
    await using world = await CutWorld.start(await start());
    isRight = (await checkCuts(world)) && isRight;
  }
  return isRight;
}

async function checkCuts(world: CutWorld): Promise<boolean> {
  const { name, cuts } = world.source;
  let isRight = true;
  let halfTables = 0;
  for (const cut of cuts) {
    const { outcome, parts, kept } = await world.cutCopy(cut);
    const isWhole = await world.isWhole();
    if (!isWhole) halfTables += 1;
    const isAsWanted = {
      all: kept === parts && kept > 0,
      some: kept > 0 && kept < parts,
      none: kept === 0,
    }[cut.kept];
    const shown = `parts ${parts}, kept ${kept}, read again ${parts - kept}`;
    const code = codeOf(outcome) ?? "succeeded";
    console.log(`${name}, ${cut.name}: ${code}, ${shown}${isAsWanted ? "" : " WRONG"}`);
    isRight &&= isAsWanted && code === "succeeded";
  }
  console.log(`${name}, half tables ${halfTables}`);
  return isRight && halfTables === 0;
}
