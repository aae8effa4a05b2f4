import { inject } from "vitest";
import { testLateCommits } from "../support/testLateCommits";
import { testThreadLock } from "../support/threadLock";

testLateCommits(() => inject("postgresServerUrl"));
testThreadLock(() => inject("postgresServerUrl"));
