import "./upcoming.css";
import { createAsker } from "../../src/protocol/rpc";
import {
  isSavedUpcoming,
  isUpcomingEvent,
  type SavedUpcoming,
  type UpcomingEvent,
  type UpcomingRequests,
  upcomingReplyGuards,
} from "../../src/protocol/upcoming";
import { element } from "../shared/dom";
import { connectPanel } from "../shared/webviewHost";
import { UpcomingPage } from "./upcomingPage";

const trouble = (what: string) => panel.postMessage({ notice: "trouble", what });
let page: UpcomingPage | undefined;

const asker = createAsker<UpcomingRequests, UpcomingEvent>({
  replyGuards: upcomingReplyGuards,
  isEvent: isUpcomingEvent,
  onEvent: ({ view }) => page?.show(view),
  post: (message) => panel.postMessage(message),
  onUnknown: trouble,
});

const panel = connectPanel(asker.receive, trouble);

async function start(): Promise<void> {
  try {
    const { key, strings, view } = await asker.ask("load", null);
    const saved = panel.getState();
    const keep = (state: unknown) => panel.setState({ key, view: state } satisfies SavedUpcoming);
    const ports = {
      act: (act: UpcomingRequests["act"]["params"]) => asker.ask("act", act),
      readRuns: (ids: readonly string[]) => asker.ask("readRuns", ids),
      savePicture: (picture: UpcomingRequests["save"]["params"]) => asker.ask("save", picture),
      keep,
    };
    page = new UpcomingPage(strings, ports, isSavedUpcoming(saved) && saved.key === key ? saved.view : undefined);
    document.body.replaceChildren(page.element);
    page.show(view);
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : String(failure);
    document.body.replaceChildren(element("main", {}, element("p", { role: "alert" }, message)));
    trouble(`start: ${message}`);
  }
}

void start();
