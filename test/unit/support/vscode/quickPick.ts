import type * as vscode from "vscode";
import { EventEmitter } from "./events";
import { stubState } from "./stubState";

export enum QuickPickItemKind {
  Separator = -1,
}

export const QuickInputButtons = { Back: { iconPath: "back" } as unknown as vscode.QuickInputButton };

/**
 * A list that is answered as soon as it is filled: `stubState.pick` says which labels are chosen. With
 * `stubState.keepsPicksOpen` it stays open, as `stubState.openPick`.
 */
export class QuickPick {
  title: string | undefined;
  placeholder: string | undefined;
  value = "";
  ignoreFocusOut = false;
  buttons: readonly vscode.QuickInputButton[] = [];
  canSelectMany = false;
  busy = false;
  activeItems: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  private shown: readonly vscode.QuickPickItem[] = [];
  private readonly changedValue = new EventEmitter<string>();
  private readonly accepted = new EventEmitter<void>();
  private readonly hidden = new EventEmitter<void>();
  private readonly pressed = new EventEmitter<vscode.QuickInputButton>();
  readonly onDidChangeValue = this.changedValue.event;
  readonly onDidTriggerButton = this.pressed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  private readonly triggered = new EventEmitter<vscode.QuickPickItemButtonEvent<vscode.QuickPickItem>>();
  readonly onDidTriggerItemButton = this.triggered.event;

  get items(): readonly vscode.QuickPickItem[] {
    return this.shown;
  }

  set items(items: readonly vscode.QuickPickItem[]) {
    this.shown = items;
    this.activeItems = items.filter(({ kind }) => kind !== QuickPickItemKind.Separator).slice(0, 1);
    // Whoever fills the list may still mark lines.
    if (!stubState.keepsPicksOpen) queueMicrotask(() => this.answer());
  }

  show(): void {
    if (this.items.length === 0) this.busy = true;
    stubState.openPick = this;
  }

  hide(): void {
    if (stubState.openPick !== this) return;
    stubState.openPick = undefined;
    this.hidden.fire();
  }

  /** Presses the button in its title. */
  goBack(): void {
    this.pressed.fire(QuickInputButtons.Back);
  }

  type(text: string): void {
    this.value = text;
    this.changedValue.fire(text);
  }

  /** Presses a button of a line, by its tooltip. */
  press(label: string, tooltip: string): void {
    const item = this.items.find((each) => each.label === label);
    const button = item?.buttons?.find((each) => each.tooltip === tooltip);
    if (item !== undefined && button !== undefined) this.triggered.fire({ item, button });
  }

  choose(label: string): void {
    this.selectedItems = this.items.filter((item) => item.label === label);
    this.activeItems = this.selectedItems;
    this.accepted.fire();
  }

  dispose(): void {
    this.accepted.dispose();
    this.hidden.dispose();
  }

  private answer(): void {
    const { activeItems: active, selectedItems: selected, placeholder = "", canSelectMany: canPickMany } = this;
    const marked = { active: active.map(({ label }) => label), selected: selected.map(({ label }) => label) };
    const shown = { items: this.items, options: { placeHolder: placeholder, canPickMany }, marked };
    stubState.picks.push(shown);
    const labels = stubState.pick(shown);
    if (labels === undefined) {
      this.hidden.fire();
      return;
    }
    const chosen = this.items.filter(({ label }) => labels.includes(label));
    if (!canPickMany) this.activeItems = chosen;
    this.selectedItems = chosen;
    this.accepted.fire();
  }
}
