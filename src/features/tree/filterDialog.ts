import * as vscode from "vscode";
import { worstFirst } from "../../core/health/urgency";
import { healthKindWord } from "../../platform/words/healthInWords";
import { plainText } from "../../platform/words/plainText";
import type { CronFact } from "./arrange/arrangeCrons";
import { type CronFilters, countFacts } from "./arrange/cronFilters";
import { cronCount } from "./items/threadItem";

interface FilterItem extends vscode.QuickPickItem {
  readonly change?: (filters: CronFilters) => CronFilters;
}

/** What to filter by, of all known crons; with nothing ticked there is no filter. undefined: the user left. */
export async function askFilters(
  facts: readonly CronFact[],
  current: CronFilters,
  nameOf: (assistantId: string) => string,
): Promise<CronFilters | undefined> {
  const counts = countFacts(facts);
  const health = worstFirst
    .filter((kind) => counts.health.has(kind) || current.health.includes(kind))
    .map(
      (kind): FilterItem => ({
        label: healthKindWord(kind),
        description: cronCount(counts.health.get(kind) ?? 0),
        picked: current.health.includes(kind),
        change: (filters) => ({ ...filters, health: [...filters.health, kind] }),
      }),
    );
  const assistants = [...new Set([...counts.assistants.keys(), ...current.assistants])].map(
    (id): FilterItem => ({
      label: nameOf(id),
      description: cronCount(counts.assistants.get(id) ?? 0),
      picked: current.assistants.includes(id),
      change: (filters) => ({ ...filters, assistants: [...filters.assistants, id] }),
    }),
  );
  const picked = await vscode.window.showQuickPick<FilterItem>(
    [
      heading(vscode.l10n.t("how they are doing")),
      ...health,
      heading(vscode.l10n.t("assistants")),
      ...assistants.sort((one, other) => one.label.localeCompare(other.label)),
    ],
    { placeHolder: vscode.l10n.t("Show only which crons?"), canPickMany: true, matchOnDescription: true },
  );
  return picked?.reduce<CronFilters>((filters, { change }) => change?.(filters) ?? filters, {
    health: [],
    assistants: [],
  });
}

function heading(label: string): FilterItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

interface FilterOutcome {
  readonly shown: number;
  readonly all: number;
}

/** The message above filtered rows. */
export function filterMessage(
  { assistants, health }: CronFilters,
  { all, shown }: FilterOutcome,
  nameOf: (assistantId: string) => string,
): string {
  const kinds = worstFirst.filter((kind) => health.includes(kind)).map(healthKindWord);
  const names = [...kinds, ...assistants.map((id) => plainText(nameOf(id)))];
  return vscode.l10n.t("{0} · {1} of {2}", names.join(", "), shown, all);
}
