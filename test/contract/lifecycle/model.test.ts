import { agentServerUrl } from "../../support/agentServerUrl";
import { testModel } from "../../support/testModel";
import { agentServerTraits } from "../../unit/core/lifecycle/simulation/modelServer";

const traits = agentServerTraits;
testModel({ url: agentServerUrl(), graph: "heartbeat", traits, histories: 150, product: "agentServer" });
