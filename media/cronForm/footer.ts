import { fillMessage } from "../../src/core/fillMessage";
import type { FailureAction, FormState } from "../../src/protocol/cronForm";
import { button, element, icon, setAttributes } from "./dom";

/** Where the form stands. Only while editing can anything be changed or sent. */
export type Phase =
  | { readonly kind: "editing"; readonly notice: Notice | null; readonly despiteWarnings: boolean }
  | { readonly kind: "checking" }
  | { readonly kind: "submitting"; readonly progress: string; readonly cancelling: boolean }
  | { readonly kind: "done"; readonly cronId: string; readonly message: string; readonly paused: boolean };

export interface Notice {
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly action: FailureAction | null;
}

interface FooterActions {
  readonly submit: () => void;
  readonly cancel: () => void;
  readonly saveAsSpec: () => void;
  readonly reveal: (cronId: string) => void;
  readonly another: () => void;
  readonly act: (action: FailureAction) => void;
}

export interface Footer {
  readonly element: HTMLElement;
  readonly show: (phase: Phase) => void;
  readonly focus: () => void;
}

/** The bar at the bottom: what can be done now, and what became of it. */
export function createFooter({ strings, specName }: Pick<FormState, "strings" | "specName">, actions: FooterActions) {
  const make = (label: string, kind: "primary" | "secondary", onPress: () => void) => button({ label, kind, onPress });
  const create = make(strings.create, "primary", actions.submit);
  const save = make(strings.saveAsSpec, "secondary", actions.saveAsSpec);
  const cancel = make(strings.cancel, "secondary", actions.cancel);
  const another = make(strings.another, "secondary", actions.another);
  const reveal = make(strings.reveal, "primary", () => {
    if (phase.kind === "done") {
      actions.reveal(phase.cronId);
    }
  });
  const keys = navigator.platform.startsWith("Mac") ? "⌘⏎" : "Ctrl+Enter";
  const hint = element("span", { class: "detail" }, fillMessage(strings.shortcut, { keys }));
  const status = element("div", { class: "status", role: "status" });
  const buttons = element("div", { class: "buttons" });
  let phase: Phase = { kind: "editing", notice: null, despiteWarnings: false };

  const name = specName === null ? strings.create : strings.update;

  function notice({ severity, message, action }: Notice): HTMLElement {
    const labels = {
      manageTrust: strings.manageTrust,
      editConnection: strings.editConnection,
      showLog: strings.showLog,
    };
    return element(
      "div",
      { class: `banner ${severity}` },
      icon(severity),
      element("span", {}, message),
      ...(action === null ? [] : [button({ label: labels[action], kind: "link", onPress: () => actions.act(action) })]),
    );
  }

  function show(next: Phase): void {
    phase = next;
    // Focus must not fall out of the page when the button that had it goes.
    const hadFocus = buttons.contains(document.activeElement);
    switch (next.kind) {
      case "editing":
        create.textContent = next.despiteWarnings ? strings.createDespite : name;
        status.replaceChildren(...(next.notice === null ? [] : [notice(next.notice)]));
        buttons.replaceChildren(create, save, hint);
        break;
      case "checking":
        status.replaceChildren(progress(strings.checking));
        break;
      case "submitting":
        status.replaceChildren(progress(next.cancelling ? strings.cancelling : next.progress));
        setAttributes(cancel, { "aria-disabled": next.cancelling ? "true" : undefined });
        if (cancel.parentElement !== buttons) {
          buttons.replaceChildren(cancel);
        }
        break;
      case "done":
        status.replaceChildren(
          element(
            "div",
            { class: `banner ${next.paused ? "warning" : "done"}` },
            icon(next.paused ? "warning" : "done"),
            element("span", {}, next.message),
          ),
        );
        buttons.replaceChildren(reveal, another);
        break;
    }
    setAttributes(create, { "aria-disabled": next.kind === "editing" ? undefined : "true" });
    if (
      next.kind !== "checking" &&
      (hadFocus || next.kind !== "editing") &&
      !buttons.contains(document.activeElement)
    ) {
      // The bar is always in sight; without this the page would scroll to where it ends.
      buttons.querySelector("button")?.focus({ preventScroll: true });
    }
  }

  show(phase);
  return {
    element: element("footer", {}, status, buttons),
    show,
  };
}

function progress(text: string): HTMLElement {
  return element("div", { class: "progress" }, element("div", { class: "bar", "aria-hidden": "true" }), text);
}
