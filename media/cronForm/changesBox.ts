import { fillMessage } from "../../src/core/base/message";
import type { ChangedField, ChangesView, Settled } from "../../src/protocol/changesView";
import type { FieldFix } from "../../src/protocol/fieldFix";
import type { FormStrings } from "../../src/protocol/formStrings";
import { button, element, icon } from "../shared/dom";

interface ChangesActions {
  readonly fix: (changes: FieldFix["changes"]) => void;
  readonly settle: (settled: Settled) => void;
  readonly focus: (name: string) => void;
}

/** What the button would change in the cron, and what others have changed in it while the form was open. */
export class ChangesBox {
  readonly element = element("section", {
    class: "changes",
    "aria-labelledby": "changes",
    hidden: true,
    tabindex: -1,
  });
  /** Says that there is something to decide, and leads there; for a place that is always in sight. */
  readonly sign = element("div", { class: "changesSign", role: "status" });
  private readonly news = element("div", { role: "status" });
  private readonly list = element("div", {});
  private shown = "";
  /** What had the focus when the user was to be taken here; undefined: nobody waits. */
  private awaitedFrom: Element | null | undefined;

  constructor(
    private readonly strings: FormStrings,
    private readonly actions: ChangesActions,
  ) {
    this.element.append(element("h3", { id: "changes" }, strings.changes), this.news, this.list);
  }

  /** Others' changes of what was not changed here are taken over at once. */
  show(view: ChangesView | null): void {
    this.element.hidden = view === null && this.news.childElementCount === 0;
    const { anew = null, changes = [], news = null, questions = [], version = "" } = view ?? {};
    const key = JSON.stringify([anew, changes, questions, version]);
    if (key !== this.shown) {
      this.shown = key;
      const rows = [
        ...questions.map((field) => this.question(field, version)),
        ...changes.map((field) => this.change(field)),
      ];
      this.list.replaceChildren(
        ...(rows.length === 0
          ? [element("p", { class: "quiet" }, this.strings.changesNone)]
          : [element("ul", {}, ...rows)]),
        ...(anew === null ? [] : [banner("warning", anew)]),
      );
    }
    this.signal(questions.map(({ label }) => label));
    if (this.awaitedFrom !== undefined && view !== null) {
      if (document.activeElement === this.awaitedFrom && (news !== null || questions.length > 0)) this.reveal();
      this.awaitedFrom = undefined;
    }
    if (news === null) return;
    this.news.replaceChildren(banner("info", news.message));
    this.actions.settle({ version, names: news.names });
    if (news.changes.length > 0) this.actions.fix(news.changes);
  }

  /** Takes the user here with the next answer, unless they have gone elsewhere by then. */
  revealSoon(): void {
    this.awaitedFrom = document.activeElement;
  }

  /** No button gets the focus: Enter may follow Ctrl+Enter by mistake. */
  private reveal(): void {
    const target = this.list.querySelector<HTMLElement>(".changeQuestion") ?? this.element;
    target.focus();
  }

  private signal(labels: readonly string[]): void {
    const text = fillMessage(this.strings.changesToDecide, { fields: labels.join(", ") });
    const decide = button({ label: this.strings.decide, kind: "link", onPress: () => this.reveal() });
    // The same words again would be read out again.
    if (labels.length === 0) this.sign.replaceChildren();
    else if (this.sign.querySelector("span")?.textContent !== text) {
      this.sign.replaceChildren(banner("warning", text, decide));
    }
  }

  private change({ back, label, lines, name }: ChangedField): HTMLElement {
    return element(
      "li",
      {},
      element("strong", {}, label),
      this.press(back.label, label, name, () => this.actions.fix(back.changes)),
      ...lines.map(({ after, before, where }) =>
        element(
          "div",
          { class: "changeLine" },
          ...place(where),
          element("del", {}, before),
          " → ",
          element("ins", {}, after),
        ),
      ),
    );
  }

  private question({ back, label, lines, name }: ChangedField, version: string): HTMLElement {
    const { strings } = this;
    const settle = () => this.actions.settle({ version, names: [name] });
    const take = () => {
      settle();
      this.actions.fix(back.changes);
    };
    return element(
      "li",
      { class: "changeQuestion", tabindex: -1 },
      icon("warning"),
      element("strong", {}, label),
      element("p", {}, strings.changeAsked),
      ...lines.map(({ after, before, where }) =>
        element(
          "div",
          { class: "changeLine" },
          ...place(where),
          element("div", {}, strings.changeTheirs, " ", element("ins", {}, before)),
          element("div", {}, strings.changeMine, " ", element("ins", {}, after)),
        ),
      ),
      this.press(strings.takeTheirs, label, name, take),
      this.press(strings.keepMine, label, name, settle),
    );
  }

  private press(label: string, field: string, name: string, act: () => void): HTMLElement {
    const onPress = () => {
      act();
      this.actions.focus(name);
    };
    const made = button({ label, kind: "link", onPress });
    made.setAttribute("aria-label", `${label}: ${field}`);
    return made;
  }
}

function place(where: string): readonly (Node | string)[] {
  return where === "" ? [] : [element("code", {}, where), " "];
}

function banner(kind: "info" | "warning", text: string, ...more: readonly HTMLElement[]): HTMLElement {
  return element("div", { class: `banner ${kind}` }, icon(kind), element("span", {}, text), ...more);
}
