import { inject } from "vitest";
import { cronTrials } from "../support/cronTrials";
import { testHealthWords } from "../support/testHealthWords";

const url = inject("postgresServerUrl");

/** Its scheduler and workers serve other tests, too. */
testHealthWords(
  () => url,
  () => cronTrials(url),
  { isAlone: false },
);
