/** The threads that the sample's spec files name. */
export const sampleThreads = [
  { id: "7d2a4c10-5b0e-4f6a-9c61-2f8e1a3b5c01", title: "Morning reports", topic: "the first day" },
  { id: "7d2a4c10-5b0e-4f6a-9c61-2f8e1a3b5c02", title: "Heartbeat", topic: "the pulse" },
  { id: "7d2a4c10-5b0e-4f6a-9c61-2f8e1a3b5c03", title: "Quarterly reviews", topic: "the first quarter" },
];

const post = async (/** @type {string} */ url, /** @type {unknown} */ body) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
};

/** Creates the sample's threads if they don't exist, each with one run, so that the tree has something to show. */
export const makeSampleThreads = async (/** @type {string} */ serverUrl) => {
  for (const { id, title, topic } of sampleThreads) {
    await post(`${serverUrl}/threads`, { thread_id: id, if_exists: "do_nothing", metadata: { title } });
    await post(`${serverUrl}/threads/${id}/runs/wait`, { assistant_id: "report", input: { topic } });
  }
};
