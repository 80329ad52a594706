import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/** Problems that two judges of packages find in a tarball, a line each, by judge. */
export async function judgePackage(tarball: string): Promise<Record<"publint" | "attw", string[]>> {
  const data = await readFile(tarball);
  const tarballBuffer = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: tarballBuffer }, strict: true });
  const analysis = await checkPackage(createPackageFromTarballData(data));
  if (analysis.types === false) return { publint: [], attw: ["there are no types"] };
  return {
    publint: messages.map((message) => formatMessage(message, pkg) ?? message.code),
    attw: analysis.problems.map((problem) => JSON.stringify(problem)),
  };
}
