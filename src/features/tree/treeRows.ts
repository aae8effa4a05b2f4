/** What draws the rows: the first row loads it. */
export { cronWords } from "../../platform/words/cronWords";
export { connectionItem } from "./items/connectionItem";
export { cronItem } from "./items/cronItem";
export { cronTooltip } from "./items/cronTooltip";
export { runItem } from "./items/runItem";
export { assistantItem, assistantsItem, loadMoreItem, threadlessItem } from "./items/smallItems";
export { threadItem } from "./items/threadItem";
export { toldRuns } from "./toldRuns";
