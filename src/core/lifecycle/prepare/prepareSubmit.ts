import type { CronArguments } from "../../arguments/cronArguments";
import type { Placeholder } from "../../arguments/placeholders";
import { type CheckOptions, readCronArguments } from "../../checks/checkArguments";
import { type PlaceholderLookup, placeholdersOf, resolvePlaceholders } from "../../checks/resolvePlaceholders";
import { type CheckDraftsOptions, type CheckedDraft, checkDrafts, hasError, sameName } from "./checkDrafts";
import { type SendCron, type SendQuestion, sendCron, speaksAgainst } from "./sendQuestion";
import type { SubmitDraft } from "./submitDraft";

/** A cron that is ready to send. */
export interface ReadyCron<Draft extends SubmitDraft> {
  readonly draft: Draft;
  /** With placeholders filled in: never show, log or store it. */
  readonly arguments: CronArguments;
  /** The placeholder values, to be masked in anything a server answers. */
  readonly secrets: readonly string[];
}

/**
 * values: available now, and a missing one is reported with all other mistakes. ask: the user can be asked, so only
 * once nothing else is wrong; undefined means the user declined.
 */
export type PlaceholderPort =
  | { readonly kind: "values"; readonly lookup: PlaceholderLookup }
  | {
      readonly kind: "ask";
      readonly ask: (placeholders: readonly Placeholder[]) => Promise<PlaceholderLookup | undefined>;
    };

export interface PrepareOptions<Draft extends SubmitDraft> {
  readonly drafts: readonly Draft[];
  readonly check: CheckOptions;
  /** The target is marked as production. */
  readonly production: boolean;
  readonly placeholders: PlaceholderPort;
  readonly askServer?: CheckDraftsOptions<Draft>["askServer"];
  /** Called before anything is sent, and only if there is a reason to ask. */
  readonly confirm: (question: SendQuestion<Draft>) => Promise<boolean>;
}

export type PreparedSubmit<Draft extends SubmitDraft> =
  | {
      readonly kind: "ready";
      readonly crons: readonly ReadyCron<Draft>[];
      readonly checked: readonly CheckedDraft<Draft>[];
    }
  /** At least one finding is an error. */
  | { readonly kind: "refused"; readonly checked: readonly CheckedDraft<Draft>[] }
  /** Two drafts have the same name, so they would be the same cron. */
  | { readonly kind: "sameName"; readonly drafts: readonly [Draft, Draft] }
  /** The user did not agree, or gave no value for a placeholder. */
  | { readonly kind: "declined" };

/**
 * Prepares a submit for every user interface: checks all drafts before any is sent, fills in placeholders, and asks the
 * user if something speaks against sending. Writes nothing. Rejects if one of its callbacks does.
 */
export async function prepareSubmit<Draft extends SubmitDraft>(
  options: PrepareOptions<Draft>,
): Promise<PreparedSubmit<Draft>> {
  const { askServer, check, drafts, placeholders } = options;
  const twins = sameName(drafts);
  const checked = await checkDrafts({
    drafts,
    check,
    ...(placeholders.kind === "values" ? { lookup: placeholders.lookup } : {}),
    ...(askServer === undefined || twins !== undefined ? {} : { askServer }),
  });
  if (checked.some(hasError)) return { kind: "refused", checked };
  if (twins !== undefined) return { kind: "sameName", drafts: twins };
  const lookup = placeholders.kind === "values" ? placeholders.lookup : await askFor(drafts, placeholders.ask);
  if (lookup === undefined) return { kind: "declined" };
  const filled = drafts.map((draft) => fillIn(draft, lookup));
  if (filled.some(({ checked: found }) => hasError(found))) {
    return { kind: "refused", checked: filled.map(({ checked: found }) => found) };
  }
  if (!(await agreed(checked, options))) return { kind: "declined" };
  return { kind: "ready", crons: filled.flatMap(({ ready }) => ready), checked };
}

async function askFor(
  drafts: readonly SubmitDraft[],
  ask: Extract<PlaceholderPort, { readonly kind: "ask" }>["ask"],
): Promise<PlaceholderLookup | undefined> {
  const all = drafts.flatMap((draft) => placeholdersOf(draft.arguments));
  const distinct = [...new Map(all.map((placeholder) => [placeholder.text, placeholder])).values()];
  return distinct.length === 0 ? () => undefined : ask(distinct);
}

function fillIn<Draft extends SubmitDraft>(
  draft: Draft,
  lookup: PlaceholderLookup,
): { readonly checked: CheckedDraft<Draft>; readonly ready: readonly ReadyCron<Draft>[] } {
  const resolved = resolvePlaceholders(draft.arguments, lookup);
  const read = readCronArguments(resolved.arguments);
  const findings = [...resolved.findings, ...(read.ok ? [] : read.failure)];
  const secrets = placeholdersOf(draft.arguments).map((placeholder) => lookup(placeholder) ?? "");
  return { checked: { draft, findings }, ready: read.ok ? [{ draft, arguments: read.value, secrets }] : [] };
}

async function agreed<Draft extends SubmitDraft>(
  checked: readonly CheckedDraft<Draft>[],
  { check, confirm, production }: PrepareOptions<Draft>,
): Promise<boolean> {
  const crons: readonly SendCron<Draft>[] = checked.map(({ draft, findings }) => sendCron(draft, findings, check));
  const question = { production, crons };
  return !speaksAgainst(question) || (await confirm(question));
}
