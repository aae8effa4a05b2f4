import { topOfBar } from "./controls/placeList";

/** Keeps the focused element from being hidden by a bar at the bottom, whatever its height. */
export function keepClearOf(bar: HTMLElement): void {
  const room = 12;
  new ResizeObserver(() => {
    const height = topOfBar() === undefined ? 0 : bar.offsetHeight;
    document.documentElement.style.scrollPaddingBottom = `${height + room}px`;
  }).observe(bar);
}
