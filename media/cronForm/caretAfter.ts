/** Changes the text that has the focus, and puts the caret after the changed part. */
export function caretAfter(change: () => void): void {
  const text = document.activeElement;
  const isText = text instanceof HTMLTextAreaElement || (text instanceof HTMLInputElement && text.type === "text");
  const before = isText ? text.value : "";
  change();
  if (isText && text.value !== before) {
    const caret = text.value.length - sharedEnd(before, text.value);
    text.setSelectionRange(caret, caret);
  }
}

/** How many characters both texts share at their end. */
function sharedEnd(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let shared = 0;
  while (shared < most && one[one.length - 1 - shared] === other[other.length - 1 - shared]) {
    shared += 1;
  }
  return shared;
}
