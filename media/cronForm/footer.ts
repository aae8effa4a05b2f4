import { fillMessage } from "../../src/core/base/message";
import type { FormState } from "../../src/protocol/cronForm";
import type { FailureAction, FormMessage, FormPhase } from "../../src/protocol/formPhase";
import { button, element, icon, setAttributes } from "../shared/dom";

interface FooterActions {
  readonly submit: () => void;
  readonly cancel: () => void;
  readonly background: () => void;
  readonly saveFile: () => void;
  readonly reveal: () => void;
  readonly runNow: () => void;
  readonly openFile: () => void;
  readonly goOn: (to: "sameCron" | "anotherCron") => void;
  readonly act: (action: FailureAction) => void;
}

export interface Footer {
  readonly element: HTMLElement;
  readonly show: (phase: FormPhase) => void;
}

/** The bar at the bottom: the buttons for the current state, and the result of the last action. */
export function createFooter(
  { strings, subject }: Pick<FormState, "strings" | "subject">,
  actions: FooterActions,
): Footer {
  const make = (label: string, kind: "primary" | "secondary", onPress: () => void) => button({ label, kind, onPress });
  const isChange = subject.kind === "spec" || subject.kind === "cron";
  const hasFile = subject.kind === "spec";
  const submit = make("", "primary", actions.submit);
  const save = make(hasFile ? strings.updateFile : strings.saveAsSpec, "secondary", actions.saveFile);
  const cancel = make(strings.cancel, "secondary", actions.cancel);
  const background = make(strings.finishInBackground, "secondary", actions.background);
  const reveal = make(strings.reveal, "primary", actions.reveal);
  const runNow = make(strings.runNow, "secondary", actions.runNow);
  const open = make(strings.openFile, "secondary", actions.openFile);
  const change = make(strings.changeAgain, "secondary", () => actions.goOn("sameCron"));
  const another = make(strings.another, "secondary", () => actions.goOn("anotherCron"));
  const keys = navigator.platform.startsWith("Mac") ? "⌘⏎" : "Ctrl+Enter";
  const hint = element("span", { class: "detail" }, fillMessage(strings.shortcut, { keys }));
  const status = element("div", { class: "status", role: "status" });
  const buttons = element("div", { class: "buttons" });
  const waiting = createProgress(strings);

  function notice({ severity, message, action }: FormMessage): HTMLElement {
    return element(
      "div",
      { class: `banner ${severity}` },
      icon(severity),
      element("span", {}, message),
      ...(action === null
        ? []
        : [button({ label: strings[action], kind: "link", onPress: () => actions.act(action) })]),
    );
  }

  function show(phase: FormPhase): void {
    // The page must not lose the focus when the focused button is removed.
    const hadFocus = buttons.contains(document.activeElement);
    if (phase.kind !== "submitting") waiting.stop();
    switch (phase.kind) {
      case "editing": {
        const [plain, despite] = isChange
          ? [strings.update, strings.updateDespite]
          : [strings.create, strings.createDespite];
        submit.textContent = phase.notice?.despite === true ? despite : plain;
        // Refusals stay at their fields after the rest was shown.
        status.replaceChildren(...(phase.notice === null || phase.notice.message === "" ? [] : [notice(phase.notice)]));
        place(buttons, submit, save, hint);
        break;
      }
      case "submitting":
        waiting.show(phase.cancelling ? strings.cancelling : phase.progress.message, phase.progress.millisecondsLeft);
        place(status, waiting.element);
        setAttributes(cancel, { "aria-disabled": phase.cancelling ? "true" : undefined });
        place(buttons, cancel, background);
        break;
      case "done": {
        const kind = phase.attention ? "warning" : "done";
        const banner = element("div", { class: `banner ${kind}` }, icon(kind), element("span", {}, phase.message));
        status.replaceChildren(banner);
        // The first one gets the focus: it must cost nothing.
        place(buttons, reveal, runNow, change, another, hasFile ? open : save);
        break;
      }
    }
    if ((hadFocus || phase.kind !== "editing") && !buttons.contains(document.activeElement)) {
      // The bar is always visible; without this the page would scroll to its end.
      buttons.querySelector("button")?.focus({ preventScroll: true });
    }
  }

  return { element: element("footer", {}, status, buttons), show };
}

/** Puts these into a parent, unless they are there already: a button that stays keeps the focus. */
function place(parent: HTMLElement, ...children: readonly HTMLElement[]): void {
  const stands =
    children.length === parent.children.length && children.every((child, at) => parent.children[at] === child);
  if (!stands) parent.replaceChildren(...children);
}

/** What is happening, and how long it still has to wait. */
function createProgress(strings: FormState["strings"]) {
  const text = element("span", {});
  // Hidden from screen readers, which would read it every second.
  const left = element("span", { class: "detail", "aria-hidden": "true" });
  let timer: number | undefined;
  const stop = () => window.clearInterval(timer);
  return {
    element: element(
      "div",
      { class: "progress" },
      element("div", { class: "bar", "aria-hidden": "true" }),
      element("div", {}, text, " ", left),
    ),
    stop,
    show: (message: string, milliseconds: number | null) => {
      stop();
      if (text.textContent !== message) text.textContent = message;
      const end = milliseconds === null ? null : Date.now() + milliseconds;
      const count = () => {
        const seconds = end === null ? 0 : Math.ceil((end - Date.now()) / 1000);
        left.textContent = seconds > 0 ? fillMessage(strings.secondsLeft, { seconds }) : "";
      };
      count();
      if (end !== null) timer = window.setInterval(count, 1000);
    },
  };
}
