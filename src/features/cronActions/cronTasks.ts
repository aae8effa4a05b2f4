/** Rare tasks on a cron, loaded on first use. */
export { exportToFile } from "./exportToFile";
export { pickCrons } from "./pickCrons";
export { pickThread } from "./pickThread";
export { runCronNow } from "./runCronNow";
