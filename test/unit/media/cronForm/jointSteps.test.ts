import { expect, it } from "vitest";
import { FieldHistory } from "../../../../media/cronForm/fieldHistory";
import { JointSteps } from "../../../../media/cronForm/jointSteps";
import type { JsonValue } from "../../../../src/core/base/json";

class Text {
  private readonly history = new FieldHistory("", undefined);
  private text: JsonValue = "";
  readonly state = () => this.text;
  readonly undo = () => this.hold(this.history.undo());
  readonly redo = () => this.hold(this.history.redo());

  write(text: string): void {
    this.text = text;
    this.history.record(text, "stroke", 0);
  }

  private hold(text: JsonValue | undefined): void {
    if (text !== undefined) this.text = text;
  }
}

function changedTogether() {
  const [schedule, zone] = [new Text(), new Text()];
  const steps = new JointSteps<Text>();
  schedule.write("weekdays at 9 Berlin");
  zone.write("UTC");
  schedule.write("0 9 * * 1-5");
  zone.write("Europe/Berlin");
  steps.add([schedule, zone]);
  const texts = () => [schedule.state(), zone.state()];
  return { schedule, zone, steps, texts };
}

it("undoes and redoes in all fields that were changed together, again and again", () => {
  const { schedule, zone, steps, texts } = changedTogether();
  for (const field of [schedule, zone]) {
    steps.take(field, "undo");
    expect(texts()).toEqual(["weekdays at 9 Berlin", "UTC"]);
    steps.take(field, "redo");
    expect(texts()).toEqual(["0 9 * * 1-5", "Europe/Berlin"]);
  }
});

it("leaves a field alone that was changed since", () => {
  const { schedule, zone, steps, texts } = changedTogether();
  zone.write("Asia/Tokyo");
  steps.take(schedule, "undo");
  expect(texts()).toEqual(["weekdays at 9 Berlin", "Asia/Tokyo"]);
  steps.take(zone, "undo");
  expect(texts()).toEqual(["weekdays at 9 Berlin", "Europe/Berlin"]);
});
