/** What reads servers: a file of its own, because activation needs none of it. */
export { createLiveUpdates } from "./liveServer";
export { readKeptRuns } from "./readKeptRuns";
export { readNamed } from "./readNamed";
export { readRuns } from "./readRuns";
export { readServer } from "./readServer";
export { observedServer, recordingServer } from "./recordingServer";
