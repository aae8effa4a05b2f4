import { inject } from "vitest";
import { testPrune } from "../support/testPrune";
import { testRaces } from "../support/testRaces";

testRaces({ url: inject("aegraUrl"), assistant: "look" });

testPrune(() => inject("aegraUrl"), "look");
