import type { LocatedFinding } from "../specFile/json/locate";
import type { LoadedSpecFile } from "../specFile/loadedSpecFile";
import type { PlanAction, PlannedChange } from "./plannedChange";
import type { PlannedPrune } from "./planPrune";
import { type SavedChange, savedChange, savedPrune } from "./savedPlan";
import type { SpecDraft } from "./specDrafts";

/** A file's text, and what the file is called in messages. */
export type TextFile = Pick<LoadedSpecFile, "path" | "text">;

/** A finding in the file in which it can be fixed: the spec's own, or that of the environments. */
export interface PlacedFinding<Place extends TextFile = TextFile> extends LocatedFinding {
  readonly read: Place;
}

interface AnyRow<Place extends TextFile> {
  readonly name: string;
  readonly action: PlanAction;
  readonly findings: readonly PlacedFinding<Place>[];
  /** As it is written into a file; absent: nothing is planned. */
  readonly saved?: SavedChange;
  /** It was planned, and is otherwise now. */
  readonly hasMoved?: true;
}

/** What is to be done for one spec, and where that stands; without `change` a file that can't be read as specs. */
export interface SpecRow<File extends LoadedSpecFile = LoadedSpecFile, Place extends TextFile = TextFile>
  extends AnyRow<Place> {
  readonly read: File;
  readonly change?: PlannedChange<SpecDraft<File>>;
}

/** What is to be done with a cron whose spec is gone; without `prune` it was planned, and is not there any more. */
export interface PruneRow<Place extends TextFile = TextFile> extends AnyRow<Place> {
  readonly prune?: PlannedPrune;
}

export type PlanRow<File extends LoadedSpecFile = LoadedSpecFile, Place extends TextFile = TextFile> =
  | SpecRow<File, Place>
  | PruneRow<Place>;

/** What is planned in a row; undefined if nothing is. */
export function plannedOf<File extends LoadedSpecFile, Place extends TextFile>(
  row: PlanRow<File, Place>,
): PlannedChange<SpecDraft<File>> | PlannedPrune | undefined {
  return "read" in row ? row.change : row.prune;
}

interface PlannedParts<File extends LoadedSpecFile, Place extends TextFile> {
  readonly files: readonly File[];
  readonly changes: readonly PlannedChange<SpecDraft<File>>[];
  readonly prunes: readonly PlannedPrune[];
  /** Where the findings of a change can be fixed. */
  readonly placed: (change: PlannedChange<SpecDraft<File>>) => readonly PlacedFinding<Place>[];
}

/** A plan as rows: first the files that can't be read as specs, last the crons whose spec is gone. */
export async function planRows<File extends LoadedSpecFile & Place, Place extends TextFile>({
  changes,
  files,
  placed,
  prunes,
}: PlannedParts<File, Place>): Promise<readonly PlanRow<File, Place>[]> {
  return [
    ...files.flatMap((file): readonly SpecRow<File, Place>[] => unreadRow(file)),
    ...(await Promise.all(changes.map((change) => changeRow(change, placed(change))))),
    ...(await Promise.all(prunes.map(pruneRow))),
  ];
}

function unreadRow<File extends LoadedSpecFile>(read: File): readonly SpecRow<File, File>[] {
  const { problems, specs } = read.file;
  const name = specs[0]?.name ?? read.path;
  const placed = problems.map((problem) => ({ read, ...problem }));
  return problems.length === 0 ? [] : [{ name, read, action: "invalid", findings: placed }];
}

async function changeRow<File extends LoadedSpecFile, Place extends TextFile>(
  change: PlannedChange<SpecDraft<File>>,
  findings: readonly PlacedFinding<Place>[],
): Promise<SpecRow<File, Place>> {
  const { name, read } = change.draft;
  return { name, read, action: change.action, findings, saved: await savedChange(change), change };
}

async function pruneRow(prune: PlannedPrune): Promise<PruneRow<never>> {
  return { name: prune.name, action: prune.action, findings: [], saved: await savedPrune(prune), prune };
}
