import type * as vscode from "vscode";
import { EventEmitter } from "./events";
import { QuickInputButtons } from "./quickPick";
import { stubState } from "./stubState";

/** A box for one line of text, which a test types into: `stubState.openBox`. */
export class InputBox {
  title: string | undefined;
  prompt: string | undefined;
  placeholder: string | undefined;
  value = "";
  password = false;
  validationMessage: string | vscode.InputBoxValidationMessage | undefined;
  buttons: readonly vscode.QuickInputButton[] = [];
  ignoreFocusOut = false;
  private readonly changedValue = new EventEmitter<string>();
  private readonly accepted = new EventEmitter<void>();
  private readonly hidden = new EventEmitter<void>();
  private readonly pressed = new EventEmitter<vscode.QuickInputButton>();
  readonly onDidTriggerButton = this.pressed.event;
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

  /** Presses the button in its title. */
  goBack(): void {
    this.pressed.fire(QuickInputButtons.Back);
  }

  accept(): void {
    this.accepted.fire();
  }

  dispose(): void {
    for (const emitter of [this.changedValue, this.accepted, this.hidden]) emitter.dispose();
  }
}
