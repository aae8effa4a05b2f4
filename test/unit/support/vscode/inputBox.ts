import { EventEmitter } from "./events";
import { stubState } from "./stubState";

/** A box for one line of text, which a test types into: `stubState.openBox`. */
export class InputBox {
  title: string | undefined;
  prompt: string | undefined;
  value = "";
  ignoreFocusOut = false;
  private readonly changedValue = new EventEmitter<string>();
  private readonly accepted = new EventEmitter<void>();
  private readonly hidden = new EventEmitter<void>();
  readonly onDidChangeValue = this.changedValue.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;

  show(): void {
    stubState.openBox = this;
  }

  hide(): void {
    if (stubState.openBox !== this) return;
    stubState.openBox = undefined;
    this.hidden.fire();
  }

  type(text: string): void {
    this.value = text;
    this.changedValue.fire(text);
  }

  accept(): void {
    this.accepted.fire();
  }

  dispose(): void {
    for (const emitter of [this.changedValue, this.accepted, this.hidden]) emitter.dispose();
  }
}
