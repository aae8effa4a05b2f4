/** Distances from the top of the window, in pixels. */
interface Extent {
  readonly top: number;
  readonly bottom: number;
}

export interface ListPlace {
  readonly side: "below" | "above";
  /** Largest height of the list, in pixels. */
  readonly height: number;
}

/** Pixels between the input and its list, and between the list and the edge. */
const gap = 2;

/** A list of this height (in pixels) shows enough rows to choose from. */
const enough = 160;

/** Where a list of this height fits: below its input, or above if there is too little room below and more above. */
export function roomForList(input: Extent, view: Extent, wanted: number): ListPlace {
  const below = view.bottom - input.bottom - 2 * gap;
  const above = input.top - view.top - 2 * gap;
  const side = below >= Math.min(wanted, enough) || below >= above ? "below" : "above";
  return { side, height: Math.max(0, Math.min(wanted, side === "below" ? below : above)) };
}

/** Places an open list so that all of it is visible: inside the window and not behind the bar at the bottom. */
export function placeList(popup: HTMLElement): void {
  const anchor = popup.parentElement;
  if (anchor === null) return;
  popup.style.removeProperty("--room");
  const view = { top: 0, bottom: Math.min(window.innerHeight, topOfBar() ?? Number.POSITIVE_INFINITY) };
  const { side, height } = roomForList(anchor.getBoundingClientRect(), view, popup.offsetHeight);
  popup.classList.toggle("above", side === "above");
  popup.style.setProperty("--room", `${height}px`);
}

/** Where the bar at the bottom begins, in pixels from the top; undefined: the buttons stand beside the questions. */
export function topOfBar(): number | undefined {
  const footer = document.querySelector("footer");
  const isBar = footer !== null && getComputedStyle(footer).position === "sticky";
  return isBar ? footer.getBoundingClientRect().top : undefined;
}
