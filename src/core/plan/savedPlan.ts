import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import type { Cron } from "../server/cron";
import { cronFingerprint, specFingerprint } from "./fingerprints";
import { type PlanAction, type PlanDraft, type PlannedChange, planActions } from "./plannedChange";
import { type PlannedPrune, type PruneStep, pruneSteps } from "./planPrune";

/** The form of a saved plan; another number is refused. */
export const planFormat = 1;

/** What a saved plan says of one cron: enough to know whether it would be the same plan now. */
export interface SavedChange {
  readonly name: string;
  readonly action: PlanAction;
  readonly cron_id: string | null;
  /** See `specFingerprint`; null for a cron without a spec. */
  readonly spec: string | null;
  /** See `cronFingerprint`; null without a cron. */
  readonly was: string | null;
  /** null for a cron with a spec. */
  readonly prune: PruneStep | null;
}

/** How a plan was asked for, so that it can be made again. */
export interface PlanRequest {
  readonly paths: readonly string[];
  /** The word of `--dialect`. */
  readonly dialect: string | null;
  /** The time of `--grace`; null: nothing is pruned. */
  readonly grace: string | null;
}

export interface SavedPlan {
  readonly target: { readonly url: string; readonly environment: string | null };
  readonly set: string | null;
  readonly request: PlanRequest;
  readonly changes: readonly SavedChange[];
}

/** What is saved of a change. */
export async function savedChange(change: PlannedChange<PlanDraft>): Promise<SavedChange> {
  const { action, cron, draft } = change;
  const spec = await specFingerprint(draft);
  return { name: draft.name, action, cron_id: cron?.cron_id ?? null, spec, was: await wasOf(cron), prune: null };
}

/** What is saved of a cron whose spec is gone. */
export async function savedPrune({ action, cron, name, step }: PlannedPrune): Promise<SavedChange> {
  return { name, action, cron_id: cron.cron_id, spec: null, was: await cronFingerprint(cron), prune: step };
}

async function wasOf(cron: Cron | undefined): Promise<string | null> {
  return cron === undefined ? null : cronFingerprint(cron);
}

/** otherFormat: of another version. unreadable: no plan, or one that somebody has changed by hand. */
export type UnusablePlan = "otherFormat" | "unreadable";

/** Reads what `plan --out` wrote; undefined: the text does not claim to be a plan, and may be one of specs. Never throws. */
export function readSavedPlan(text: string): SavedPlan | UnusablePlan | undefined {
  const value = jsonOf(text);
  return isJsonObject(value) && "target" in value && "changes" in value ? planOf(value) : undefined;
}

function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function planOf(value: JsonObject): SavedPlan | UnusablePlan {
  if (value.format !== planFormat) return "otherFormat";
  const { changes, request, set = null, target } = value;
  if (!isJsonObject(target) || !isText(target.url) || !isTextOrNull(target.environment)) return "unreadable";
  if (!isTextOrNull(set) || !isRequest(request) || !Array.isArray(changes)) return "unreadable";
  const read = changes.filter(isChange);
  if (read.length !== changes.length) return "unreadable";
  const { paths, dialect, grace } = request;
  return {
    target: { url: target.url, environment: target.environment },
    set,
    request: { paths, dialect, grace },
    changes: read.map(({ name, action, cron_id, spec, was, prune }) => ({ name, action, cron_id, spec, was, prune })),
  };
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === "string";
}

function isTextOrNull(value: JsonValue | undefined): value is string | null {
  return value === null || isText(value);
}

function isRequest(value: JsonValue | undefined): value is JsonObject & PlanRequest {
  if (!isJsonObject(value)) return false;
  const { dialect, grace, paths } = value;
  return Array.isArray(paths) && paths.every(isText) && isTextOrNull(dialect) && isTextOrNull(grace);
}

function isChange(value: JsonValue): value is JsonObject & SavedChange {
  if (!isJsonObject(value)) return false;
  const { action, cron_id, name, prune, spec, was } = value;
  const isKnown = isText(action) && Object.hasOwn(planActions, action);
  const isStep = prune === null || pruneSteps.some((step) => step === prune);
  return isText(name) && isKnown && isStep && [cron_id, spec, was].every(isTextOrNull);
}
