/** What draws the rows: the first row loads it. */
export { cronWords } from "../../platform/words/cronWords";
export { connectionItem } from "./items/connectionItem";
export { cronItem } from "./items/cronItem";
export { cronTooltip } from "./items/cronTooltip";
export { assistantItem, assistantsItem, loadMoreItem, runItem, threadlessItem } from "./items/smallItems";
export { threadItem } from "./items/threadItem";
