import { fillMessage } from "../../src/core/fillMessage";
import type { FailureAction, FormState, Target } from "../../src/protocol/cronForm";
import { button, element, icon } from "./dom";

interface TargetHeader {
  readonly element: HTMLElement;
  readonly show: (target: Target) => void;
}

/** Which server the cron goes to: nobody should create one on another than they think. */
export function createTargetHeader(
  { strings, specName }: Pick<FormState, "strings" | "specName">,
  act: (action: FailureAction) => void,
): TargetHeader {
  const title = specName === null ? strings.title : fillMessage(strings.titleOfSpec, { name: specName });
  const line = element("p", { class: "target" });
  const notices = element("div", { role: "status" });

  function notice(kind: "warning" | "error", text: string, label: string, action: FailureAction): HTMLElement {
    return element(
      "div",
      { class: `banner ${kind}` },
      icon(kind),
      element("span", {}, text),
      button({ label, kind: "link", onPress: () => act(action) }),
    );
  }

  return {
    element: element("header", {}, element("h1", {}, title), line, notices),
    show: ({ connectionName, url, production, trusted, status }) => {
      line.replaceChildren(
        element("strong", {}, fillMessage(strings.onServer, { connection: connectionName })),
        ...(production ? [element("span", { class: "tag production" }, strings.production)] : []),
        element("span", { class: "detail" }, url),
        ...(status.kind === "ready"
          ? [element("span", { class: "detail" }, fillMessage(strings.version, { version: status.version }))]
          : []),
      );
      notices.replaceChildren(
        ...(trusted ? [] : [notice("warning", strings.untrusted, strings.manageTrust, "manageTrust")]),
        ...(trusted && status.kind === "unavailable"
          ? [notice("error", status.message, strings.editConnection, "editConnection")]
          : []),
      );
    },
  };
}
