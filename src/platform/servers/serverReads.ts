/** What reads servers and judges their crons: a file of its own, because activation needs none of it. */
export { slotAt } from "../../core/health/slottedRuns";
export { keepOnlyFolders } from "../../node/windowFiles";
export { CronHealths } from "./cronHealths";
export { createLiveUpdates } from "./liveServer";
export { readKeptRuns } from "./readKeptRuns";
export { readNamed } from "./readNamed";
export { readRuns } from "./readRuns";
export { readServer } from "./readServer";
export { observedServer, recordingServer } from "./recordingServer";
export { openLedger } from "./seenRuns";
