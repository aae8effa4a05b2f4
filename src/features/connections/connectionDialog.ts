import * as vscode from "vscode";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import { isLoopback } from "../../core/server/address/serverUrl";
import { askChoice, type ChoiceItem, type StepAnswer } from "../../platform/host/quickInput";
import { type ConnectionDraft, newDraft, withKey, withUrl } from "./connectionDraft";
import { askAddress, askHeaders, askKey, askName, localServerUrl } from "./connectionSteps";

type Part = "done" | "address" | "key" | "name" | "headers" | "production" | "dialect";

/**
 * Asks for the address, then the key (not for a server on this computer), then shows everything for review. `foundIn`:
 * the workspace's `langgraph.json`; `offered`: a server that is known to run. undefined: the user left.
 */
export async function askNewConnection(
  title: string,
  foundIn: vscode.Uri | undefined,
  offered: string | undefined,
): Promise<ConnectionDraft | undefined> {
  let typed = offered ?? (foundIn === undefined ? "" : localServerUrl);
  for (;;) {
    const address = await askAddress(title, typed, offered === undefined ? foundIn : undefined);
    if (typeof address !== "object") {
      return undefined;
    }
    typed = address.value;
    const draft = await askFirstKey(title, newDraft(typed));
    const reviewed = typeof draft === "object" ? await reviewConnection(title, draft.value, "done") : draft;
    if (reviewed !== "back") {
      return reviewed?.value;
    }
  }
}

function askFirstKey(title: string, draft: ConnectionDraft): Promise<StepAnswer<ConnectionDraft>> {
  return isLoopback(draft.url) ? Promise.resolve({ value: draft }) : askPart("key", title, draft);
}

/** Shows the whole connection as a list, in which each line can be changed, until the user accepts it. */
export async function reviewConnection(
  title: string,
  draft: ConnectionDraft,
  first: Part,
): Promise<StepAnswer<ConnectionDraft>> {
  let current = draft;
  let active = first;
  for (;;) {
    const placeholder = vscode.l10n.t("Enter tests and saves; choose a line to change it");
    const part = await askChoice({ title, placeholder, choices: parts(current), active });
    if (typeof part !== "object") {
      return part;
    }
    if (part.value === "done") {
      return { value: current };
    }
    active = part.value;
    const changed = await askPart(part.value, title, current);
    if (changed === undefined) {
      return undefined;
    }
    if (changed !== "back") {
      current = changed.value;
      active = "done";
    }
  }
}

function parts(draft: ConnectionDraft): readonly ChoiceItem<Part>[] {
  const headers = Object.keys(draft.secrets.headers);
  return [
    { label: `$(check) ${vscode.l10n.t("Test and save")}`, value: "done" },
    { label: vscode.l10n.t("Address"), description: draft.url, value: "address" },
    {
      label: vscode.l10n.t("Key"),
      description: draft.secrets.key === undefined ? vscode.l10n.t("none") : vscode.l10n.t("set, not shown"),
      value: "key",
    },
    { label: vscode.l10n.t("Name"), description: draft.name, value: "name" },
    {
      label: vscode.l10n.t("Extra headers"),
      description: headers.length === 0 ? vscode.l10n.t("none") : headers.join(", "),
      value: "headers",
    },
    {
      label: vscode.l10n.t("Production"),
      description: draft.production ? vscode.l10n.t("yes: asks before it changes anything") : vscode.l10n.t("no"),
      value: "production",
    },
    { label: vscode.l10n.t("Six-field schedules"), description: dialectWords(draft.dialect), value: "dialect" },
  ];
}

function dialectWords(dialect: ScheduleDialect): string {
  return dialect === "secondsLast"
    ? vscode.l10n.t("seconds last (Agent Server)")
    : vscode.l10n.t("seconds first (Aegra and others)");
}

async function askPart(
  part: Exclude<Part, "done">,
  title: string,
  draft: ConnectionDraft,
): Promise<StepAnswer<ConnectionDraft>> {
  switch (part) {
    case "address":
      return after(await askAddress(title, draft.url, undefined), (url) => withUrl(draft, url));
    case "key":
      return after(await askKey(title, draft, process.env), (key) => withKey(draft, key));
    case "name":
      return after(await askName(title, draft), (name) => ({ ...draft, name }));
    case "headers":
      return askHeaders(title, draft);
    case "production":
      return { value: { ...draft, production: !draft.production } };
    case "dialect":
      return { value: { ...draft, dialect: draft.dialect === "secondsLast" ? "secondsFirst" : "secondsLast" } };
  }
}

function after<Value>(
  answer: StepAnswer<Value>,
  change: (value: Value) => ConnectionDraft,
): StepAnswer<ConnectionDraft> {
  return typeof answer === "object" ? { value: change(answer.value) } : answer;
}
