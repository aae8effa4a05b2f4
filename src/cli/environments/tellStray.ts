import { overridePath } from "../../core/environments/environmentsFile";
import type { LoadedSpecFile } from "../../core/specFile/loadedSpecFile";
import type { CliIo } from "../cliIo";
import { cliText } from "../cliTexts";
import { placeOf } from "../files/findingLines";
import { printedLine } from "../printed";
import type { LoadedEnvironment } from "./loadEnvironment";

/** Says which overrides belong to no spec of these files: a wrong name would leave out a change that somebody counts on. */
export function tellStray(
  files: readonly LoadedSpecFile[],
  { file, name: environment, overrides, rangeOf }: LoadedEnvironment,
  io: Pick<CliIo, "err">,
): void {
  const names = new Set(files.flatMap(({ file: { specs } }) => specs.map((spec) => spec.name)));
  for (const name of overrides.keys()) {
    if (name === "*" || names.has(name)) continue;
    const { start } = placeOf(file, rangeOf(overridePath(environment, name)));
    const place = `${file.path}:${start.line + 1}:${start.character + 1}`;
    io.err(printedLine(cliText("strayOverride", { place, name })));
  }
}
