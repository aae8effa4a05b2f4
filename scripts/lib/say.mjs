/** One line of progress. */
export const say = (/** @type {string} */ text) => console.log(text);

/** "0.4 s", "1 min 5 s": how long something took. */
export const duration = (/** @type {number} */ milliseconds) => {
  const tenths = Math.round(milliseconds / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};

/**
 * Prints the start of a step, runs it, and prints how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const step = async (title, work) => {
  const begun = performance.now();
  say(`- ${title} …`);
  const result = await work();
  say(`  done in ${duration(performance.now() - begun)}`);
  return result;
};
