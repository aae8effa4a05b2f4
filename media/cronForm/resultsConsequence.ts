import type { FormStrings } from "../../src/protocol/formStrings";
import { button, element } from "../shared/dom";

interface Consequence {
  readonly element: HTMLElement;
  /** `choice`: the value of `on_run_completed`; empty: the server's default. */
  readonly show: (isWithoutThread: boolean, choice: string) => void;
}

/** Says what happens to each run's result if no thread keeps it, with a button for the other choice. */
export function createConsequence(strings: FormStrings, choose: (value: "keep" | "delete") => void): Consequence {
  const words = element("span", {});
  const keep = button({ label: strings.keepResults, kind: "link", onPress: () => choose("keep") });
  const remove = button({ label: strings.deleteResults, kind: "link", onPress: () => choose("delete") });
  const whole = element("div", { class: "consequence", "aria-live": "polite", hidden: true }, words, " ", keep, remove);
  return {
    element: whole,
    show: (isWithoutThread, choice) => {
      const isKept = choice === "keep";
      const hadFocus = whole.contains(document.activeElement);
      whole.hidden = !isWithoutThread;
      keep.hidden = isKept;
      remove.hidden = !isKept;
      const text = isKept ? strings.resultsKept : strings.resultsDeleted;
      if (words.textContent !== text) words.textContent = text;
      if (hadFocus) (isKept ? remove : keep).focus();
    },
  };
}
