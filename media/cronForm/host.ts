import type { FormEvent, FormNotice, FormRequests } from "../../src/protocol/cronForm";
import { formReplyGuards, isFormEvent } from "../../src/protocol/cronFormGuards";
import { type Asker, createAsker } from "../../src/protocol/rpc";
import type { SavedPage } from "./pageView";

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The other side of the panel. */
export interface Host {
  readonly ask: Asker<FormRequests>["ask"];
  notify(notice: FormNotice): void;
  /** Kept by VS Code while the page is unloaded, and passed to the host when the window reloads. */
  save(page: SavedPage): void;
  /** What was saved last, by this page or an earlier one; it can be any value. */
  saved(): unknown;
}

/** Connects to the host. `onEvent` receives its events. */
export function connectHost(onEvent: (event: FormEvent) => void): Host {
  const vscode = acquireVsCodeApi();
  const notify = (notice: FormNotice) => vscode.postMessage(notice);
  const asker = createAsker<FormRequests, FormEvent>({
    replyGuards: formReplyGuards,
    isEvent: isFormEvent,
    onEvent,
    post: (message) => vscode.postMessage(message),
    onUnknown: (what) => notify({ notice: "trouble", what }),
  });
  window.addEventListener("message", (message) => asker.receive(message.data));
  document.addEventListener("securitypolicyviolation", (violation) =>
    notify({ notice: "trouble", what: `${violation.violatedDirective} blocked ${violation.blockedURI}` }),
  );
  return { ask: asker.ask, notify, save: (page) => vscode.setState(page), saved: () => vscode.getState() };
}
