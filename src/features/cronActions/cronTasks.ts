/** What is done to a cron seldom enough to be loaded when it is first asked for. */
export { exportToFile } from "./exportToFile";
export { pickCrons } from "./pickCrons";
export { pickThread } from "./pickThread";
export { runCronNow } from "./runCronNow";
