/** As many crons, threads or assistants as an Agent Server gives at once (0.16.7). */
export const largestPage = 1000;
