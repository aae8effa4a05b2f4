/**
 * Where LangGraph Studio shows a thread of a server: a page of LangSmith that asks the server from the user's browser,
 * so it gets the server's address and nothing else of the connection. Null for addresses that it refuses.
 */
export function studioAddress(serverUrl: string, threadId: string): string | null {
  const address = new URL(`https://smith.langchain.com/studio/thread/${encodeURIComponent(threadId)}`);
  const { hostname, protocol } = new URL(serverUrl);
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1";
  // A page of an https address can't load from http, except from this computer.
  if (protocol !== "https:" && !isLocal) return null;
  address.searchParams.set("baseUrl", serverUrl);
  return address.href;
}
