import { inject } from "vitest";
import { testLateCommits } from "../support/testLateCommits";
import { testThreadLock } from "../support/threadLock";

testLateCommits(() => inject("aegraUrl"));
testThreadLock(() => inject("aegraUrl"));
