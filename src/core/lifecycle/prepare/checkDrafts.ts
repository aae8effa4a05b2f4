import type { RawArguments } from "../../arguments/cronArguments";
import { type CheckOptions, checkArguments } from "../../checks/checkArguments";
import { checkOnServer, type ServerAnswers } from "../../checks/checkOnServer";
import { type PlaceholderLookup, resolvePlaceholders } from "../../checks/resolvePlaceholders";
import type { Finding } from "../../finding/finding";
import type { ServerIdentity } from "../../server/serverVersion";
import type { SubmitDraft } from "./submitDraft";

export interface CheckedDraft<Draft extends SubmitDraft> {
  readonly draft: Draft;
  readonly findings: readonly Finding[];
}

/** What a server says about itself and about what the drafts refer to. */
export interface ServerOpinion {
  readonly server?: ServerIdentity;
  readonly about: (raw: RawArguments) => ServerAnswers;
}

export interface CheckDraftsOptions<Draft extends SubmitDraft> {
  readonly drafts: readonly Draft[];
  readonly check: CheckOptions;
  /** Absent: values of placeholders are not looked for, so none is missing. */
  readonly lookup?: PlaceholderLookup;
  /** Asks the server once the local checks find no error; absent means it is not asked. */
  readonly askServer?: (drafts: readonly RawArguments[]) => Promise<ServerOpinion>;
}

/**
 * The findings about all drafts, in their order. Those that only a server knows are added without its errors: the server
 * reports these itself, at the same place. Rejects if `askServer` does.
 */
export async function checkDrafts<Draft extends SubmitDraft>({
  askServer,
  check,
  drafts,
  lookup,
}: CheckDraftsOptions<Draft>): Promise<readonly CheckedDraft<Draft>[]> {
  const local = drafts.map((draft) => checkDraft(draft, check, lookup));
  if (askServer === undefined || local.some(hasError)) return local;
  const { about, server } = await askServer(drafts.map((draft) => draft.arguments));
  const known = server === undefined ? check : { ...check, server };
  return drafts.map((draft) => {
    const { findings } = checkDraft(draft, known, lookup);
    const told = checkOnServer(draft.arguments, about(draft.arguments)).filter(({ severity }) => severity !== "error");
    return { draft, findings: [...findings, ...told] };
  });
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

export function hasError({ findings }: { readonly findings: readonly Finding[] }): boolean {
  return findings.some(({ severity }) => severity === "error");
}

/** The first two drafts with one name, which would be the same cron; undefined if there are none. */
export function sameName<Draft extends SubmitDraft>(drafts: readonly Draft[]): readonly [Draft, Draft] | undefined {
  const byName = new Map<string, Draft>();
  for (const draft of drafts) {
    if (draft.name === null) continue;
    const other = byName.get(draft.name);
    if (other !== undefined) return [other, draft];
    byName.set(draft.name, draft);
  }
  return undefined;
}
