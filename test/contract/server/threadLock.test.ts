import { agentServerUrl } from "../../support/agentServerUrl";
import { testThreadLock } from "../../support/threadLock";

testThreadLock(() => agentServerUrl());
