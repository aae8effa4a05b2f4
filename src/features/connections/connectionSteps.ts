import * as vscode from "vscode";
import { isLoopback, serverUrlRefusals } from "../../core/server/address/serverUrl";
import { parseTypedAddress } from "../../core/server/address/typedAddress";
import { requestRefusals } from "../../core/server/problems/requestRefusals";
import { headerRefusal } from "../../core/server/requests/requestHeaders";
import { askChoice, askText, type ChoiceItem, type StepAnswer } from "../../platform/host/quickInput";
import { type ConnectionDraft, withHeader } from "./connectionDraft";
import { type EnvironmentKey, environmentKeys } from "./environmentKeys";

/** The default address of `langgraph dev`. */
export const localServerUrl = "http://127.0.0.1:2024";

/** Asks for the address; `foundIn` is the workspace's `langgraph.json`, if there is one. */
export async function askAddress(
  title: string,
  value: string,
  foundIn: vscode.Uri | undefined,
): Promise<StepAnswer<string>> {
  const prompt =
    foundIn === undefined
      ? vscode.l10n.t("Address of the Agent Server: a deployment, a self-hosted server, or langgraph dev")
      : vscode.l10n.t(
          "{0} is in this workspace: langgraph dev serves it at {1}. Or enter another address.",
          vscode.workspace.asRelativePath(foundIn),
          localServerUrl,
        );
  const answer = await askText({ title, prompt, value, placeholder: localServerUrl, validate: addressMessage });
  if (typeof answer !== "object") {
    return answer;
  }
  const url = parseTypedAddress(answer.value);
  return url.ok ? url : undefined;
}

function addressMessage(text: string): string | vscode.InputBoxValidationMessage | undefined {
  const url = parseTypedAddress(text);
  if (!url.ok) {
    return vscode.l10n.t(serverUrlRefusals[url.failure], { text: text.trim() });
  }
  const taken = text.includes("://") ? [] : [vscode.l10n.t("Used as {0}.", url.value)];
  if (url.value.startsWith("http:") && !isLoopback(url.value)) {
    const warning = vscode.l10n.t("Without https, others on the network can read the key and the data.");
    return { message: [...taken, warning].join(" "), severity: vscode.InputBoxValidationSeverity.Warning };
  }
  return taken.length === 0
    ? undefined
    : { message: taken.join(" "), severity: vscode.InputBoxValidationSeverity.Info };
}

/** Asks for the key; the answer's value is undefined if there is none. Keys are never shown. */
export async function askKey(
  title: string,
  draft: ConnectionDraft,
  environment: NodeJS.ProcessEnv,
): Promise<StepAnswer<string | undefined>> {
  type How = "enter" | "keep" | "none" | EnvironmentKey;
  const choices: readonly ChoiceItem<How>[] = [
    ...(draft.secrets.key === undefined
      ? []
      : [{ label: vscode.l10n.t("Keep the stored key"), value: "keep" as const }]),
    ...environmentKeys(environment).map((key) => ({
      label: vscode.l10n.t("Use {0} from the environment", key.name),
      description: vscode.l10n.t("The value is copied into VS Code's secret storage"),
      value: key,
    })),
    { label: vscode.l10n.t("Enter a key…"), value: "enter" },
    { label: vscode.l10n.t("No key"), value: "none" },
  ];
  const placeholder = vscode.l10n.t("Key for {0}; it is sent nowhere else", draft.url);
  const how = await askChoice<How>({ title, placeholder, choices });
  if (typeof how !== "object") {
    return how;
  }
  switch (how.value) {
    case "keep":
      return { value: draft.secrets.key };
    case "none":
      return { value: undefined };
    case "enter":
      return enterKey(title);
    default:
      return { value: how.value.value };
  }
}

function enterKey(title: string): Promise<StepAnswer<string>> {
  return askText({
    title,
    prompt: vscode.l10n.t("API key. It is kept in VS Code's secret storage."),
    password: true,
    validate: (text) =>
      text.trim() === "" ? vscode.l10n.t("Enter a key, or go back and choose No key.") : headerMessage("key", text),
  });
}

export function askName(title: string, draft: ConnectionDraft): Promise<StepAnswer<string>> {
  return askText({
    title,
    prompt: vscode.l10n.t("Name of the connection, as shown in the tree and next to Submit"),
    value: draft.name,
    validate: (text) => (text.trim() === "" ? vscode.l10n.t("Enter a name.") : undefined),
  });
}

/** Adds or removes one extra header. */
export async function askHeaders(title: string, draft: ConnectionDraft): Promise<StepAnswer<ConnectionDraft>> {
  const choices: readonly ChoiceItem<string | undefined>[] = [
    { label: vscode.l10n.t("Add a header…"), value: undefined },
    ...Object.keys(draft.secrets.headers).map((name) => ({ label: vscode.l10n.t("Remove {0}", name), value: name })),
  ];
  const placeholder = vscode.l10n.t(
    "Extra headers are sent with every request to this server. Their values are kept secret.",
  );
  const removed = await askChoice({ title, placeholder, choices });
  if (typeof removed !== "object") {
    return removed;
  }
  return removed.value === undefined ? addHeader(title, draft) : { value: withHeader(draft, removed.value, undefined) };
}

async function addHeader(title: string, draft: ConnectionDraft): Promise<StepAnswer<ConnectionDraft>> {
  const name = await askText({
    title,
    prompt: vscode.l10n.t("Name of the header"),
    placeholder: "Authorization",
    validate: (text) => headerMessage(text.trim(), ""),
  });
  if (typeof name !== "object") {
    return name;
  }
  const value = await askText({
    title,
    prompt: vscode.l10n.t("Value of {0}. It is kept in VS Code's secret storage.", name.value),
    password: true,
    validate: (text) => headerMessage(name.value, text),
  });
  return typeof value === "object" ? { value: withHeader(draft, name.value, value.value) } : value;
}

function headerMessage(name: string, value: string): string | undefined {
  const refusal = headerRefusal(name, value);
  switch (refusal) {
    case null:
      return undefined;
    case "request.header-reserved":
      return vscode.l10n.t("{0} is set by the extension itself; the key has its own step.", name);
    default:
      return vscode.l10n.t(requestRefusals[refusal], { name });
  }
}
