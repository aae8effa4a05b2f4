import { inject } from "vitest";
import { testApply } from "../support/testApply";

testApply({ url: inject("aegraUrl"), graph: "look" });
