import { fillMessage } from "../../src/core/base/message";
import type { Target } from "../../src/protocol/cronForm";
import type { FormStrings } from "../../src/protocol/formStrings";
import { button, element, icon, replaceKeepingFocus } from "../shared/dom";
import type { FormFields } from "./formFields";

/** Something in the form to go to. */
export interface Place {
  readonly label: string;
  readonly focus: () => void;
}

/** What is left to do, by its urgency. */
export interface Open {
  readonly needed: readonly Place[];
  readonly errors: readonly Place[];
  readonly warnings: readonly Place[];
}

type Fact = readonly [label: string, text: string];

/** What the cron will do, and what is wrong with it: a list of few words each. */
export class SummaryFacts {
  readonly element = element("dl", { class: "facts" });
  private shown = "";

  constructor(private readonly strings: FormStrings) {}

  show(name: string, target: Target, fields: FormFields, open: Open): void {
    const { strings } = this;
    const facts: readonly Fact[] = [
      [strings.name, name],
      [strings.factServer, target.connectionName],
      ...this.factsOf(fields),
    ];
    const key = JSON.stringify([facts, open]);
    if (key === this.shown) return;
    this.shown = key;
    replaceKeepingFocus(
      this.element,
      ...facts.flatMap(([label, text]) => [element("dt", {}, label), element("dd", {}, text)]),
      ...this.places(strings.factNeeded, open.needed),
      ...this.places(strings.factErrors, open.errors, "error"),
      ...this.places(strings.factWarnings, open.warnings, "warning"),
    );
  }

  private factsOf(fields: FormFields): readonly Fact[] {
    const { strings } = this;
    const assistant = fields.title("assistant_id");
    const thread = fields.title("thread_id");
    const end = fields.text("end_time");
    const isKept = fields.text("on_run_completed") === "keep";
    const more = fields.setInMore.map(({ declaration }) => declaration.label).join(", ");
    const facts: readonly (Fact | false)[] = [
      assistant !== "" && [strings.factAssistant, assistant],
      fields.isWithoutThread && [strings.factThread, strings.newThread],
      thread !== "" && [strings.factThread, fillMessage(strings.oneThread, { thread })],
      fields.isWithoutThread && [strings.factResults, isKept ? strings.resultsKept : strings.resultsDeleted],
      end !== "" && [strings.factEnd, endText(end)],
      more !== "" && [strings.factMore, more],
    ];
    return facts.filter((fact): fact is Fact => fact !== false);
  }

  private places(label: string, places: readonly Place[], tone?: "error" | "warning"): readonly HTMLElement[] {
    if (places.length === 0) return [];
    const links = places.map((place) => button({ label: place.label, kind: "link", onPress: place.focus }));
    const signs = tone === undefined ? [] : [icon(tone)];
    return [
      element("dt", { class: tone === undefined ? undefined : `sign ${tone}` }, ...signs, label),
      element("dd", { class: "places" }, ...links),
    ];
  }
}

/** A moment as it is sent, without its seconds: `2027-01-31 18:00 +01:00`. Other text stays. */
function endText(end: string): string {
  const [, day, time, offset = ""] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(.*)$/.exec(end) ?? [];
  return day === undefined ? end : `${day} ${time} ${offset === "Z" ? "UTC" : offset}`.trim();
}
