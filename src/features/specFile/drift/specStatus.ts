import * as vscode from "vscode";
import { needsAttention } from "../../../core/health/attention";
import type { Connection } from "../../../platform/servers/connections/connection";
import { plainText } from "../../../platform/words/plainText";
import type { KnownHealth } from "./healthLens";
import type { SpecStanding } from "./specStates";

/** One spec of the file, and how its cron is doing; undefined: not known. */
export interface SpecStand {
  readonly standing: SpecStanding | undefined;
  readonly known: KnownHealth | undefined;
}

export interface StatusWords {
  readonly text: string;
  readonly severity: vscode.LanguageStatusSeverity;
  readonly busy: boolean;
}

/** Where a file's specs go, how they compare with that server, and how their crons are doing. */
export async function specStatus(
  connection: Connection | undefined,
  specs: readonly SpecStand[],
  now: number,
): Promise<StatusWords> {
  const { Error: error, Information: information, Warning: warning } = vscode.LanguageStatusSeverity;
  if (connection === undefined) {
    return { text: vscode.l10n.t("no connection chosen"), severity: information, busy: false };
  }
  const name = plainText(connection.name);
  const target = connection.production ? vscode.l10n.t("{0} (production)", name) : name;
  const bad = specs.flatMap(({ known }) => (known !== undefined && needsAttention(known.health) ? [known] : []));
  const kinds = specs.flatMap(({ standing }) => (standing === undefined ? [] : [standing.kind]));
  const isAside = kinds.some((kind) => kind === "differs" || kind === "duplicate" || kind === "anotherSet");
  return {
    text: [target, ...standingWords(kinds), ...(await healthWords(bad, specs.length, now))].join(" · "),
    severity: bad.length > 0 ? error : isAside ? warning : information,
    busy: kinds.includes("asking"),
  };
}

type Kind = SpecStanding["kind"];

function words(kind: Kind): string {
  switch (kind) {
    case "asking":
      return vscode.l10n.t("asking…");
    case "notSubmitted":
      return vscode.l10n.t("not submitted");
    case "inSync":
      return vscode.l10n.t("in sync");
    case "differs":
      return vscode.l10n.t("differs");
    case "duplicate":
      return vscode.l10n.t("duplicate");
    case "anotherSet":
      return vscode.l10n.t("of another set");
    case "unreadable":
      return vscode.l10n.t("can't be compared");
  }
}

/** One word if all are the same, else each with its number. */
function standingWords(kinds: readonly Kind[]): readonly string[] {
  const different = [...new Set(kinds)];
  if (different.length <= 1) return different.map(words);
  return different.map((kind) => `${kinds.filter((each) => each === kind).length} ${words(kind)}`);
}

async function healthWords(bad: readonly KnownHealth[], count: number, now: number): Promise<readonly string[]> {
  const [only] = bad;
  if (only === undefined) return [];
  // Loaded only where something is wrong.
  if (count === 1)
    return [(await import("../../../platform/words/shortHealth")).shortHealth(only.health, only.thread, now)];
  return [vscode.l10n.t("{0} need attention", bad.length)];
}
