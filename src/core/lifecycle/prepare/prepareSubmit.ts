import type { CronArguments, RawArguments } from "../../arguments/cronArguments";
import type { Placeholder } from "../../arguments/placeholders";
import { type CheckOptions, checkArguments, readCronArguments } from "../../checks/checkArguments";
import { checkOnServer, type ServerAnswers } from "../../checks/checkOnServer";
import { type PlaceholderLookup, placeholdersOf, resolvePlaceholders } from "../../checks/resolvePlaceholders";
import type { Finding } from "../../finding/finding";
import type { ServerIdentity } from "../../server/serverVersion";
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

export interface CheckedDraft<Draft extends SubmitDraft> {
  readonly draft: Draft;
  readonly findings: readonly Finding[];
}

/** What a server says about itself and about what the drafts refer to. */
export interface ServerOpinion {
  readonly server?: ServerIdentity;
  readonly about: (raw: RawArguments) => ServerAnswers;
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
  /** Asks the server once the local checks find no error; absent means it is not asked. */
  readonly askServer?: (drafts: readonly RawArguments[]) => Promise<ServerOpinion>;
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
  const { drafts, placeholders } = options;
  const atHand = placeholders.kind === "values" ? placeholders.lookup : undefined;
  const local = drafts.map((draft) => checkDraft(draft, options.check, atHand));
  if (local.some(hasError)) return { kind: "refused", checked: local };
  const twins = sameName(drafts);
  if (twins !== undefined) return { kind: "sameName", drafts: twins };
  const checked = await checkWithServer(local, options, atHand);
  if (checked.some(hasError)) return { kind: "refused", checked };
  const lookup = placeholders.kind === "values" ? placeholders.lookup : await askFor(drafts, placeholders.ask);
  if (lookup === undefined) return { kind: "declined" };
  const filled = drafts.map((draft) => fillIn(draft, lookup));
  if (filled.some(({ checked: found }) => hasError(found))) {
    return { kind: "refused", checked: filled.map(({ checked: found }) => found) };
  }
  if (!(await agreed(checked, options))) return { kind: "declined" };
  return { kind: "ready", crons: filled.flatMap(({ ready }) => ready), checked };
}

function checkDraft<Draft extends SubmitDraft>(
  draft: Draft,
  check: CheckOptions,
  lookup: PlaceholderLookup | undefined,
): CheckedDraft<Draft> {
  const found = [...(draft.findings ?? []), ...checkArguments(draft.arguments, check)];
  const unresolved = lookup === undefined ? [] : resolvePlaceholders(draft.arguments, lookup).findings;
  return { draft, findings: [...found, ...unresolved] };
}

/** Adds what only the server knows, without its errors: the server reports those itself, at the same place. */
async function checkWithServer<Draft extends SubmitDraft>(
  local: readonly CheckedDraft<Draft>[],
  { askServer, check, drafts }: PrepareOptions<Draft>,
  lookup: PlaceholderLookup | undefined,
): Promise<readonly CheckedDraft<Draft>[]> {
  if (askServer === undefined) return local;
  const { about, server } = await askServer(drafts.map((draft) => draft.arguments));
  const known = server === undefined ? check : { ...check, server };
  return drafts.map((draft) => {
    const { findings } = checkDraft(draft, known, lookup);
    const told = checkOnServer(draft.arguments, about(draft.arguments)).filter(({ severity }) => severity !== "error");
    return { draft, findings: [...findings, ...told] };
  });
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

function hasError({ findings }: { readonly findings: readonly Finding[] }): boolean {
  return findings.some(({ severity }) => severity === "error");
}

function sameName<Draft extends SubmitDraft>(drafts: readonly Draft[]): readonly [Draft, Draft] | undefined {
  const byName = new Map<string, Draft>();
  for (const draft of drafts) {
    if (draft.name === null) continue;
    const other = byName.get(draft.name);
    if (other !== undefined) return [other, draft];
    byName.set(draft.name, draft);
  }
  return undefined;
}
