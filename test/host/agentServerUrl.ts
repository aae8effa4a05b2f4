/** Address of the real Agent Server that the runner started for the suites inside VS Code. */
export function agentServerUrl(): string {
  const url = process.env.LANGGRAPH_CRONS_TEST_SERVER;
  if (url === undefined) throw new Error('No Agent Server for this suite: run it with "npm test -- host".');
  return url;
}
