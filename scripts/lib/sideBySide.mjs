/**
 * @typedef {object} Job
 * @property {string} name
 * @property {readonly string[]} holds jobs that hold the same thing run one after another
 * @property {readonly string[]} after names of earlier jobs whose end it waits for, if they are among the jobs
 */

/**
 * Starts each job as soon as no earlier one that it has to wait for is still running, so that the order is always the
 * same. Returns the results in the order of the jobs, each as it comes. A job that throws is not waited for again: those
 * after it don't start, and their results are rejected with its error.
 * @template {Job} J
 * @template R
 * @param {readonly J[]} jobs
 * @param {(job: J) => Promise<R>} run
 * @returns {readonly Promise<R>[]}
 */
export const sideBySide = (jobs, run) => {
  const begun = /** @type {{ readonly job: J, readonly result: Promise<R> }[]} */ ([]);
  for (const job of jobs) {
    const before = begun.filter(
      ({ job: earlier }) => job.after.includes(earlier.name) || job.holds.some((held) => earlier.holds.includes(held)),
    );
    const result = Promise.all(before.map((each) => each.result)).then(() => run(job));
    begun.push({ job, result });
  }
  return begun.map(({ result }) => result);
};
