import { fillMessage } from "../../src/core/base/message";
import type { FormState, SubjectView, Target } from "../../src/protocol/cronForm";
import type { FailureAction } from "../../src/protocol/formPhase";
import type { FormStrings } from "../../src/protocol/formStrings";
import { button, element, icon } from "../shared/dom";

interface TargetHeader {
  readonly element: HTMLElement;
  readonly show: (target: Target) => void;
  /** The form's cron is there now. */
  readonly nameCron: (name: string) => void;
  /** For where the focus would be lost. */
  readonly focus: () => void;
}

/** Shows which server the cron goes to, so that nobody creates one on the wrong server. */
export function createTargetHeader(
  { strings, subject }: Pick<FormState, "strings" | "subject">,
  act: (action: FailureAction) => void,
): TargetHeader {
  const title = element("h1", { tabindex: -1 }, titleOf(subject, strings));
  const line = element("p", { class: "target" });
  const notices = element("div", { role: "status" });

  function notice(kind: "warning" | "error", text: string, ...offered: readonly FailureAction[]): HTMLElement {
    return element(
      "div",
      { class: `banner ${kind}` },
      icon(kind),
      element("span", {}, text),
      ...offered.map((action) => button({ label: strings[action], kind: "link", onPress: () => act(action) })),
    );
  }

  function noticesOf({ connectionName, status, trusted, url }: Target): readonly HTMLElement[] {
    switch (status.kind) {
      case "removed":
        return [notice("error", fillMessage(strings.removed, { connection: connectionName }), "chooseConnection")];
      case "moved": {
        const text = fillMessage(strings.moved, { connection: connectionName, from: status.from, url });
        return [notice("error", text, "acceptAddress", "chooseConnection")];
      }
      case "unavailable":
        return trusted ? [notice("error", status.message, ...status.offers)] : [];
      case "asking":
      case "ready":
        return [];
    }
  }

  const file = subject.kind === "spec" ? [element("p", { class: "target detail" }, subject.file)] : [];
  return {
    element: element("header", {}, title, line, ...file, notices),
    nameCron: (name) => {
      title.textContent = fillMessage(strings.titleOfSpec, { name });
    },
    focus: () => title.focus(),
    show: (target) => {
      const { connectionName, production, status, trusted, url } = target;
      line.replaceChildren(
        ...(production ? [element("span", { class: "productionMark" }, icon("warning"), strings.production)] : []),
        element("strong", {}, fillMessage(strings.onServer, { connection: connectionName })),
        element("span", { class: "detail" }, url),
        ...(status.kind === "ready"
          ? [element("span", { class: "detail" }, fillMessage(strings.version, { version: status.version }))]
          : []),
      );
      const distrust = trusted ? [] : [notice("warning", strings.untrusted, "manageTrust")];
      notices.replaceChildren(...distrust, ...noticesOf(target));
    },
  };
}

function titleOf(subject: SubjectView, strings: FormStrings): string {
  switch (subject.kind) {
    case "new":
      return strings.title;
    case "copy":
      return fillMessage(strings.titleOfCopy, { name: subject.of });
    case "spec":
    case "cron":
      return fillMessage(strings.titleOfSpec, { name: subject.name });
  }
}
