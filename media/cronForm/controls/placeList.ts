/** Distances from the top of the window, in pixels. */
interface Extent {
  readonly top: number;
  readonly bottom: number;
}

export interface ListPlace {
  readonly side: "below" | "above";
  /** Pixels that the list may be high at most. */
  readonly height: number;
}

/** Between the input and its list, and between the list and the edge. */
const gap = 2;

/** A list this high shows enough to choose from. */
const enough = 160;

/** Where a list of that height has room: below its input, or above where below is too little to choose from and above is more. */
export function roomForList(input: Extent, view: Extent, wanted: number): ListPlace {
  const below = view.bottom - input.bottom - 2 * gap;
  const above = input.top - view.top - 2 * gap;
  const side = below >= Math.min(wanted, enough) || below >= above ? "below" : "above";
  return { side, height: Math.max(0, Math.min(wanted, side === "below" ? below : above)) };
}

/** Puts an open list where all of it can be seen: within the window and not behind the bar at the bottom. */
export function placeList(popup: HTMLElement): void {
  const anchor = popup.parentElement;
  if (anchor === null) return;
  popup.style.removeProperty("--room");
  const bar = document.querySelector("footer")?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
  const view = { top: 0, bottom: Math.min(window.innerHeight, bar) };
  const { side, height } = roomForList(anchor.getBoundingClientRect(), view, popup.offsetHeight);
  popup.classList.toggle("above", side === "above");
  popup.style.setProperty("--room", `${height}px`);
}
