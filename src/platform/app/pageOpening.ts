/**
 * How a page is opened. `glance`: in the one tab that the next glance takes over, and the focus stays where it is, as
 * after a click in VS Code's own lists. `look`: in the same tab, with the focus. `stay`: in a tab of its own, with the
 * focus.
 */
export type PageOpening = "glance" | "look" | "stay";
