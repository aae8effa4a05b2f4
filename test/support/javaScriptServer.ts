import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cleanEnvironment } from "../../scripts/lib/agentServer.mjs";
import { freePort } from "../../scripts/lib/freePort.mjs";
import { answersAt, startServerProcess } from "../../scripts/lib/serverProcess.mjs";
import { javaScriptServerFolder } from "../../scripts/setup/javaScriptServer.mjs";
import { inArtifacts } from "./paths";

const graph = `import { MessagesAnnotation, StateGraph } from "@langchain/langgraph";
export const chat = new StateGraph(MessagesAnnotation)
  .addNode("answer", async () => ({ messages: [{ role: "ai", content: "hello" }] }))
  .addEdge("__start__", "answer")
  .addEdge("answer", "__end__")
  .compile();
`;

const start = `const { startServer } = await import("@langchain/langgraph-api/server");
const [port, cwd] = process.argv.slice(1);
await startServer({ port: Number(port), nWorkers: 1, host: "127.0.0.1", cwd, graphs: { chat: "./chat.mjs:chat" } });
`;

export interface RunningJavaScriptServer {
  readonly url: string;
  /** A file that names each request. */
  readonly log: string;
  stop(): Promise<void>;
}

/** Starts the JavaScript development server with the graph `chat`. */
export async function startJavaScriptServer(): Promise<RunningJavaScriptServer> {
  // Within the set-up's folder, so that the graph finds its packages.
  const folder = await mkdtemp(join(javaScriptServerFolder, "graph-"));
  await writeFile(join(folder, "chat.mjs"), graph);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = inArtifacts("javascript-server.log");
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const server = await startServerProcess({
      title: "The JavaScript development server",
      program: process.execPath,
      args: ["--input-type=module", "--eval", start, String(port), folder],
      cwd: folder,
      env: cleanEnvironment(),
      log,
      isReady: answersAt(`${url}/info`),
      timeout: 120_000,
    });
    const stop = async () => {
      await server.stop();
      await remove();
    };
    return { url, log, stop };
  } catch (failure) {
    await remove();
    throw failure;
  }
}
