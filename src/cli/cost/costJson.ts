import type { JsonObject, JsonValue } from "../../core/base/json";
import { type Message, withDot, writtenMessage, writtenSentences } from "../../core/base/message";
import type { CostReport, CostTotals, CronCost } from "../../core/cost/costReport";
import type { Figure, Median } from "../../core/cost/cronCost";
import type { Standout } from "../../core/cost/standouts";
import type { ServerInfo } from "../../core/server/cron";
import { cronIdentityJson } from "../cronIdentityJson";
import { plainWriting } from "../health/cronTexts";
import { momentText } from "../momentText";

interface Asked {
  readonly url: string;
  readonly info: ServerInfo;
  /** Epoch milliseconds. */
  readonly askedAt: number;
}

/** Stable: scripts depend on it. Each number is with what it was counted or measured from; null: not known. */
export function costJson({ crons, total }: CostReport, { askedAt, info, url }: Asked): JsonObject {
  return {
    url,
    server: { product: info.product, version: info.version },
    asked_at: momentText(askedAt),
    total: totalsJson(total),
    crons: crons.map(cronJson),
  };
}

function cronJson(cost: CronCost): JsonObject {
  const { cron, missing, standouts, tokensARun } = cost;
  return {
    ...cronIdentityJson(cron),
    ...totalsJson(cost),
    tokens_a_run: medianJson(tokensARun),
    not_known: missing.map(sentence),
    stands_out: standouts.map(standoutJson),
  };
}

function totalsJson({ moneyAMonth, runsADay, runsAMonth, tokensAMonth }: CostTotals): JsonObject {
  return {
    runs_in_24_hours: figureJson(runsADay),
    runs_in_30_days: figureJson(runsAMonth),
    tokens_in_30_days: figureJson(tokensAMonth),
    money_in_30_days: figureJson(moneyAMonth),
  };
}

function figureJson(figure: Figure | undefined): JsonValue {
  return figure === undefined ? null : { value: figure.value, from: sentence(figure.from) };
}

function medianJson(figure: Median | undefined): JsonValue {
  if (figure === undefined) return null;
  const { from, measured, of, value } = figure;
  return { value, measured, of, from: sentence(from) };
}

function standoutJson({ code, evidence, severity, what }: Standout): JsonObject {
  return {
    code,
    severity,
    message: withDot(writtenSentences(what, plainWriting)),
    evidence: evidence.map(sentence),
  };
}

function sentence(message: Message): string {
  return withDot(writtenMessage(message, plainWriting));
}
