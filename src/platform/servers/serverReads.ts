/** What reads servers and judges their crons: a file of its own, because activation needs none of it. */
export { slotAt } from "../../core/health/slottedRuns";
export { CronHealths } from "../../core/known/cronHealths";
export { readCronRuns } from "../../core/known/readCronRuns";
export { keepOnlyFolders } from "../../node/windowFiles";
export { createLiveUpdates } from "./liveServer";
export { readNamed } from "./readNamed";
export { readServer } from "./readServer";
export { observedServer, recordingServer } from "./recordingServer";
export { openLedger } from "./seenRuns";
