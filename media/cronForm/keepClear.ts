/** Keeps what gets the focus from coming to lie behind a bar at the bottom, however high that is. */
export function keepClearOf(bar: HTMLElement): void {
  const room = 12;
  new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingBottom = `${bar.offsetHeight + room}px`;
  }).observe(bar);
}
