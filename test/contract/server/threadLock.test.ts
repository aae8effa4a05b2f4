import { inject } from "vitest";
import { testThreadLock } from "../../support/threadLock";

testThreadLock(() => inject("agentServerUrl"));
