import { inject } from "vitest";
import { cronTrials } from "../support/cronTrials";
import { testCost } from "../support/testCost";
import { testHealthWords } from "../support/testHealthWords";

const url = inject("postgresServerUrl");

/** Its scheduler and workers serve other tests, too. */
testHealthWords(
  () => url,
  () => cronTrials(url),
  { isAlone: false },
);

testCost(() => url, cronTrials(url).start, { schedule: "* * * * * */10", runs: 30 * 24 * 60 * 6, ended: 1 });
