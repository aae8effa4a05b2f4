export type UndoStep = "undo" | "redo";

/**
 * Handles undo and redo instead of the browser, which knows only typing, and nothing after a reload of the page. `act`
 * returns whether it handled the step; otherwise the browser does.
 */
export function listenForUndo(act: (step: UndoStep) => boolean, signal: AbortSignal): void {
  const take = (event: Event, step: UndoStep | undefined) => {
    if (step !== undefined && act(step)) {
      event.preventDefault();
      // VS Code would undo a second time.
      event.stopPropagation();
    }
  };
  document.addEventListener("keydown", (event) => take(event, stepOfKey(event)), { signal });
  // Undo from a menu.
  document.addEventListener("beforeinput", (event) => take(event, steps[event.inputType]), { signal });
}

const steps: Readonly<Record<string, UndoStep>> = { historyUndo: "undo", historyRedo: "redo" };

function stepOfKey({ altKey, ctrlKey, key, metaKey, shiftKey }: KeyboardEvent): UndoStep | undefined {
  if (altKey || ctrlKey === metaKey) return undefined;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && !shiftKey ? "redo" : undefined;
}
