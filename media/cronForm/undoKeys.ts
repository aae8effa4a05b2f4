export type UndoStep = "undo" | "redo";

/**
 * Takes undo and redo from the browser, which knows what was typed only, and nothing once the page was away. `act` says
 * whether the step was for it; what isn't is left to the browser.
 */
export function listenForUndo(act: (step: UndoStep) => boolean, signal: AbortSignal): void {
  const take = (event: Event, step: UndoStep | undefined) => {
    if (step !== undefined && act(step)) {
      event.preventDefault();
      // VS Code would undo once more.
      event.stopPropagation();
    }
  };
  document.addEventListener("keydown", (event) => take(event, stepOfKey(event)), { signal });
  // From a menu.
  document.addEventListener("beforeinput", (event) => take(event, steps[event.inputType]), { signal });
}

const steps: Readonly<Record<string, UndoStep>> = { historyUndo: "undo", historyRedo: "redo" };

function stepOfKey({ altKey, ctrlKey, key, metaKey, shiftKey }: KeyboardEvent): UndoStep | undefined {
  if (altKey || ctrlKey === metaKey) return undefined;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && !shiftKey ? "redo" : undefined;
}
