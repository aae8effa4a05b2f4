import type { FormEvent, FormNotice, FormRequests } from "../../src/protocol/cronForm";
import { formReplyGuards, isFormEvent } from "../../src/protocol/cronFormGuards";
import { type Asker, createAsker } from "../../src/protocol/rpc";
import { connectPanel } from "../shared/webviewHost";
import type { SavedPage } from "./pageView";

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
  const notify = (notice: FormNotice) => panel.postMessage(notice);
  const trouble = (what: string) => notify({ notice: "trouble", what });
  const asker = createAsker<FormRequests, FormEvent>({
    replyGuards: formReplyGuards,
    isEvent: isFormEvent,
    onEvent,
    post: (message) => panel.postMessage(message),
    onUnknown: trouble,
  });
  const panel = connectPanel(asker.receive, trouble);
  return { ask: asker.ask, notify, save: (page) => panel.setState(page), saved: () => panel.getState() };
}
