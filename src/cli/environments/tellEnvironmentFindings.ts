import { strayOverrides } from "../../core/environments/strayOverrides";
import type { LocatedFinding } from "../../core/specFile/json/locate";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import type { CliIo } from "../cliIo";
import { findingLines } from "../files/findingLines";

import type { LoadedEnvironment } from "./loadEnvironment";

/** What is found in the environments' file itself, and about names in it that no spec of these files has. */
export function environmentFindings(
  files: readonly LoadedSpecFile[],
  environment: LoadedEnvironment,
): readonly LocatedFinding[] {
  const names = new Set(files.flatMap(({ file: { specs } }) => specs.map((spec) => spec.name)));
  return [...environment.warnings, ...strayOverrides(environment, names, environment)];
}

/** The same as lines beside a command's own output. */
export function tellEnvironmentFindings(
  files: readonly LoadedSpecFile[],
  environment: LoadedEnvironment,
  io: Pick<CliIo, "err">,
): void {
  const findings = environmentFindings(files, environment);
  for (const line of findingLines({ read: environment.file, findings })) io.err(line);
}
