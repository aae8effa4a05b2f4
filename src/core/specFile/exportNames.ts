import { checkName } from "../checks/checkName";
import { cronToArguments } from "../compare/cronToArguments";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { Assistant, Cron } from "../server/cron";
import { assistantArgument } from "../server/stored/assistantArgument";
import { givenNames } from "../server/stored/givenNames";
import { specName } from "../server/stored/specName";
import { proposeName } from "./proposeName";
import { SpecFileNames } from "./specFileNames";
import { plainFileName, specNameOfFile } from "./specNameOfFile";

/** What a cron is called in its spec file, and that file. */
export interface ExportName {
  readonly name: string;
  /** Without folders. */
  readonly file: string;
  /** The cron has no such name yet: until it gets it, a submit of the file does not find it. */
  readonly isNew: boolean;
}

export interface NamesKnown {
  readonly dialect: ScheduleDialect;
  readonly assistants: readonly Assistant[];
  /** Names that crons and spec files have already. */
  readonly taken: Iterable<string>;
  /** The files that are in the folder already. */
  readonly files: Iterable<string>;
}

/** The name by which a submit of a spec file finds the cron; undefined if it has none, or one that no spec can have. */
export function usableName(cron: Pick<Cron, "metadata">): string | undefined {
  const name = specName(cron);
  return name === undefined || checkName(name).length > 0 ? undefined : name;
}

/**
 * A name and a file for each cron, by its id. A cron without a spec's name is called as another tool has called it, or
 * by what runs and how often; its file alone then says its name. No file is another's, and no new name is taken.
 */
export function exportNames(
  crons: readonly Cron[],
  { assistants, dialect, files, taken }: NamesKnown,
): ReadonlyMap<string, ExportName> {
  const fileNames = new SpecFileNames("cron", files);
  const used = new Set([...taken, ...crons.flatMap((cron) => usableName(cron) ?? [])]);
  const names = new Map<string, ExportName>();
  for (const cron of crons) {
    const name = usableName(cron);
    if (name !== undefined) names.set(cron.cron_id, { name, file: fileNames.next(name), isNew: false });
  }
  const byId = new Map(assistants.map((assistant) => [assistant.assistant_id, assistant]));
  for (const cron of crons) {
    if (names.has(cron.cron_id)) continue;
    const wanted = calledName(cron) ?? proposedName(cron, byId.get(cron.assistant_id), dialect);
    const file = fileNames.next(wanted, (stem) => !used.has(stem));
    const name = specNameOfFile(file);
    used.add(name);
    names.set(cron.cron_id, { name, file, isNew: true });
  }
  return names;
}

/** What it is called, by another tool too; undefined if nothing of that can be in a file's name. */
function calledName(cron: Cron): string | undefined {
  return givenNames(cron).find((name) => plainFileName(name) !== "");
}

function proposedName(cron: Cron, assistant: Assistant | undefined, dialect: ScheduleDialect): string {
  const { arguments: stored } = cronToArguments(cron);
  const named = assistant === undefined ? {} : { assistant_id: assistantArgument(assistant) };
  return proposeName({ ...stored, ...named }, { assistant: assistant?.name, dialect, taken: new Set() });
}
