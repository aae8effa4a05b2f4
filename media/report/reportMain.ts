import "./report.css";
import {
  isReportEvent,
  isSavedReport,
  type ReportEvent,
  type ReportRequests,
  reportReplyGuards,
  type SavedReport,
} from "../../src/protocol/report";
import { createAsker } from "../../src/protocol/rpc";
import { element } from "../shared/dom";
import { connectPanel } from "../shared/webviewHost";
import { ReportView } from "./reportView";

const trouble = (what: string) => panel.postMessage({ notice: "trouble", what });

const asker = createAsker<ReportRequests, ReportEvent>({
  replyGuards: reportReplyGuards,
  isEvent: isReportEvent,
  onEvent: ({ key: named, report }) => {
    view.show(report);
    if (named === key) return;
    key = named;
    save();
  },
  post: (message) => panel.postMessage(message),
  onUnknown: trouble,
});

const panel = connectPanel(asker.receive, trouble);
const typed = new Map<string, string>();
let key = "";

/** Kept by VS Code while the page is unloaded; the host gets the key to fill the tab again after a reload. */
function save(): void {
  panel.setState({ key, typed: Object.fromEntries(typed) } satisfies SavedReport);
}

const view = new ReportView((id, text) => asker.ask("act", { id, text }), {
  get: (id) => typed.get(id),
  set: (id, text) => {
    typed.set(id, text);
    save();
  },
});

async function start(): Promise<void> {
  try {
    const loaded = await asker.ask("load", null);
    key = loaded.key;
    const saved = panel.getState();
    if (isSavedReport(saved) && saved.key === key) for (const each of Object.entries(saved.typed)) typed.set(...each);
    save();
    view.show(loaded.report);
    document.body.replaceChildren(view.element);
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : String(failure);
    document.body.replaceChildren(element("main", {}, element("p", { role: "alert" }, message)));
    trouble(`start: ${message}`);
  }
}

void start();
