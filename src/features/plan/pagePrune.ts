import * as vscode from "vscode";
import { graceMilliseconds, longestGraceDays } from "../../core/plan/grace";
import { type NamesOfSet, readNamesOfSet } from "../../platform/specs/setFiles";
import { plainText } from "../../platform/words/plainText";
import type { PageEnvironment } from "./pageEnvironment";

/** What is to become of crons whose spec is gone. */
export type PagePrune = {
  readonly set: string;
  /** As it is written, and in milliseconds. */
  readonly grace: string;
  readonly graceMilliseconds: number;
} & NamesOfSet;

/** undefined if nothing is to be pruned, or without a set: then nobody can say which crons are the files' own. */
export async function readPrune(
  environment: PageEnvironment | undefined,
  grace: string | undefined,
): Promise<PagePrune | undefined> {
  const set = environment?.file.set;
  if (environment === undefined || set === undefined || grace === undefined) return undefined;
  const milliseconds = graceMilliseconds(grace);
  if (milliseconds === undefined) throw new Error(graceWords());
  return { set, grace, graceMilliseconds: milliseconds, ...(await readNames(environment)) };
}

/** Whether the specs of a set are otherwise than they were when it was planned what to prune. */
export async function haveNamesChanged(prune: PagePrune, environment: PageEnvironment): Promise<boolean> {
  const now = await readNames(environment);
  if (!("names" in now) || !("names" in prune)) return true;
  return now.names.size !== prune.names.size || [...now.names].some((name) => !prune.names.has(name));
}

function readNames({ uri }: PageEnvironment): Promise<NamesOfSet> {
  return readNamesOfSet(vscode.Uri.joinPath(uri, ".."));
}

export function unreadableWords(file: string): string {
  return vscode.l10n.t(
    "{0} can't be read as specs with a name, so nobody can say which specs are gone. No cron is paused or deleted for that.",
    plainText(file),
  );
}

/** Asks how long such a cron stays paused; undefined: the user leaves. */
export function askGrace(grace: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("How long does a cron without a spec stay paused before it is deleted?"),
    value: grace,
    validateInput: (text) => (graceMilliseconds(text.trim()) === undefined ? graceWords() : undefined),
  });
}

function graceWords(): string {
  return vscode.l10n.t("A time of at most {0} days, such as 7d, 12h or 30m, or 0 to delete at once.", longestGraceDays);
}
