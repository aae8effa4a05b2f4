import type { FormEvent, FormNotice, FormRequests, SavedForm } from "../../src/protocol/cronForm";
import { formReplyGuards, isFormEvent } from "../../src/protocol/cronFormGuards";
import { type Asker, createAsker } from "../../src/protocol/rpc";

interface VsCodeApi {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The other side of the panel. */
export interface Host {
  readonly ask: Asker<FormRequests>["ask"];
  notify(notice: FormNotice): void;
  /** What VS Code gives back to the host when the window reloads. */
  save(form: SavedForm): void;
}

/** Connects to the host. `onEvent` gets what it says unasked. */
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
  return { ask: asker.ask, notify, save: (form) => vscode.setState(form) };
}
