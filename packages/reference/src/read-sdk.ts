import { fileURLToPath } from "node:url";
import { Application, Logger, LogLevel, ReflectionKind } from "typedoc";
import type { ProjectReflection } from "typedoc";

const SDK = new URL("../../sdk/", import.meta.url);
const ENTRIES = ["src/hotdata.ts", "src/node/hotdata-node.ts"];

const WITH_PARAMETERS = [ReflectionKind.Method, ReflectionKind.Function];

/** What the SDK exports, with its documentation. */
export interface SdkReference {
  readonly application: Application;
  readonly project: ProjectReflection;
  /** What is wrong: errors, links into nothing, things without a description. */
  readonly problems: readonly string[];
}

/** @throws Error when the SDK does not compile. */
export async function readSdk(): Promise<SdkReference> {
  const application = await Application.bootstrap({
    name: "hotdata",
    entryPoints: ENTRIES.map(pathOf),
    tsconfig: pathOf("tsconfig.build.json"),
    readme: pathOf("README.md"),
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    validation: { notExported: true, invalidLink: true, rewrittenLink: true, notDocumented: true },
  });
  const logger = new ProblemLogger();
  application.logger = logger;
  const project = await application.convert();
  if (project === undefined) throw new Error(logger.problems.join("\n"));
  application.validate(project);
  logger.problems.push(...undescribedParameters(project));
  return { application, project, problems: logger.problems };
}

class ProblemLogger extends Logger {
  readonly problems: string[] = [];

  override log(message: string, level: LogLevel): void {
    if (level >= LogLevel.Warn) this.problems.push(message);
  }
}

/** Parameters of methods and functions. Constructors of errors and the like are for this package. */
function undescribedParameters(project: ProjectReflection): readonly string[] {
  return Object.values(project.reflections)
    .filter((reflection) => reflection.kindOf(ReflectionKind.Parameter))
    .filter(({ parent }) => parent?.isSignature() === true && parent.parent.kindOf(WITH_PARAMETERS))
    .filter((parameter) => !parameter.hasComment())
    .map((parameter) => `${parameter.getFullName()} has no @param`);
}

function pathOf(path: string): string {
  return fileURLToPath(new URL(path, SDK));
}
