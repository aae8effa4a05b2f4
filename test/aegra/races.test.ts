import { inject } from "vitest";
import { testRaces } from "../support/testRaces";

testRaces({ url: inject("aegraUrl"), assistant: "look" });
