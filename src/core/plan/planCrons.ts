import type { ParameterName, RawArguments } from "../arguments/cronArguments";
import { parameters } from "../arguments/parameters";
import { groupedBy } from "../base/groupedBy";
import { isUuid } from "../base/isUuid";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { equalsCron } from "../compare/equalsCron";
import { pausedBy } from "../compare/pausedBy";
import { maskedArguments } from "../compare/shownArguments";
import { keptFirst } from "../lifecycle/onServer/findCrons";
import { type CheckedDraft, hasError } from "../lifecycle/prepare/checkDrafts";
import { runningCron } from "../lifecycle/prepare/sendQuestion";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { Capabilities } from "../server/capabilities";
import type { Cron } from "../server/cron";
import { graphAssistantId } from "../server/stored/graphAssistantId";
import { metadataFor } from "../server/stored/keyMark";
import { metadataKeys } from "../server/stored/ownMetadata";
import { isUnnamed, specName } from "../server/stored/specName";
import { storedArgument } from "../server/stored/storedArguments";
import { type Decision, decideChange } from "./decideChange";
import { type ChangedKey, ownershipKeys, type PlanDraft, type PlannedChange } from "./plannedChange";
import { plannedRuns } from "./plannedRuns";

/** What a plan is made of besides the specs. */
export interface PlanFacts {
  /** All crons of the server, with their payloads. */
  readonly crons: readonly Cron[];
  readonly capabilities: Capabilities;
  readonly dialect: ScheduleDialect;
  /** See `Ownership`. */
  readonly set?: string | null;
  /** Epoch milliseconds: runs are counted from here. */
  readonly now: number;
}

/** What is to be done so that each spec has its cron, in the order of the specs. Changes nothing and asks nobody. */
export async function planCrons<Draft extends PlanDraft>(
  checked: readonly CheckedDraft<Draft>[],
  facts: PlanFacts,
): Promise<readonly PlannedChange<Draft>[]> {
  const sorted = [...facts.crons].sort(keptFirst);
  const byName = groupedBy(sorted, specName);
  const unnamed = new UnnamedCrons(sorted);
  const changes: PlannedChange<Draft>[] = [];
  for (const { draft, findings } of checked) {
    const named = byName.get(draft.name) ?? [];
    const decision: Decision = hasError({ findings })
      ? { action: "invalid", names: [], because: [], ...(named[0] === undefined ? {} : { cron: named[0] }) }
      : await decideChange(draft.arguments, {
          named,
          findUnnamed: () => unnamed.take(draft.arguments),
          capabilities: facts.capabilities,
          ownership: { set: facts.set, protect: draft.protect === true },
        });
    changes.push({ ...planned(draft, decision, named, facts), findings });
  }
  return changes;
}

function planned<Draft extends PlanDraft>(
  draft: Draft,
  { action, because, cron, finished, names, ownership = {} }: Decision,
  named: readonly Cron[],
  facts: PlanFacts,
): Omit<PlannedChange<Draft>, "findings"> {
  const running = action === "adopt" && cron !== undefined ? [cron] : named;
  const before = sum(running.map((each) => plannedRuns({ ...each, dialect: facts.dialect }, facts)));
  const wanted = { ...draft.arguments, enabled: willBeOn(draft.arguments, finished ?? cron) };
  const isWritten = ["create", "update", "pause", "resume", "recreate"].includes(action);
  const after = isWritten ? plannedRuns(runningCron(wanted, facts.dialect), facts) : before;
  return {
    draft,
    action,
    ...(cron === undefined ? {} : { cron }),
    keys:
      action === "create"
        ? newKeys(draft.arguments)
        : cron === undefined
          ? []
          : [...changedKeys(wanted, cron, names), ...ownershipChanged(ownership, cron)],
    because,
    runsPerMonth: { before, after },
  };
}

/** Whether the cron is on in the end; what a person has paused stays paused, unless the spec says otherwise. */
function willBeOn({ enabled }: RawArguments, cron: Cron | undefined): boolean {
  if (typeof enabled === "boolean") return enabled;
  return cron === undefined || pausedBy(cron) !== "person";
}

function sum(counts: readonly (number | null)[]): number | null {
  return counts.reduce((all, count) => (all === null || count === null ? null : all + count), 0);
}

function newKeys(raw: RawArguments): readonly ChangedKey[] {
  const shown = maskedArguments(raw);
  return parameters.flatMap(({ name }) => {
    const after = shown[name];
    return after === undefined ? [] : [{ key: name, before: null, after }];
  });
}

function changedKeys(wanted: RawArguments, cron: Cron, names: readonly ParameterName[]): readonly ChangedKey[] {
  const stored = names.map((name) => [name, storedFor(wanted, cron, name)] as const);
  const before = maskedArguments(Object.fromEntries(stored));
  const after = maskedArguments(wanted);
  return names.map((key) => ({ key, before: before[key] ?? null, after: after[key] ?? null }));
}

function ownershipChanged(changed: JsonObject, { metadata }: Cron): readonly ChangedKey[] {
  return ownershipKeys.flatMap((key) => {
    const after = changed[metadataKeys[key]];
    return after === undefined ? [] : [{ key, before: metadata[metadataKeys[key]] ?? null, after }];
  });
}

/** Of the metadata only what is the spec's: others' keys stay as they are. */
function storedFor({ metadata }: RawArguments, cron: Cron, name: ParameterName): JsonValue {
  if (name === "metadata") return metadataFor(isJsonObject(metadata) ? metadata : {}, cron.metadata);
  return storedArgument(cron, name) ?? null;
}

/** The crons that no submit has made; each can be taken over once. */
class UnnamedCrons {
  /** By what is compared fastest: on a server with many of them, each spec is compared with few. */
  private readonly groups: ReadonlyMap<string, Cron[]>;

  constructor(crons: readonly Cron[]) {
    this.groups = groupedBy(crons.filter(isUnnamed), ({ assistant_id, schedule }) => `${assistant_id} ${schedule}`);
  }

  /** The first one that is equal in all that is asked for; it is taken from now on. */
  take(raw: RawArguments): Cron | undefined {
    const { assistant_id, schedule } = raw;
    if (typeof assistant_id !== "string" || typeof schedule !== "string") return undefined;
    const assistant = isUuid(assistant_id) ? assistant_id.toLowerCase() : graphAssistantId(assistant_id);
    const candidates = this.groups.get(`${assistant} ${schedule}`) ?? [];
    const at = candidates.findIndex((cron) => equalsCron({ ...raw, assistant_id: assistant }, cron));
    return at < 0 ? undefined : candidates.splice(at, 1)[0];
  }
}
