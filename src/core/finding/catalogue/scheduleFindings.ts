import type { FindingEntry } from "../findingEntry";

/** Findings about a schedule's text: refused by the server, or accepted but probably not intended. */
export const scheduleFindings = {
  "schedule.too-long": {
    severity: "error",
    message: "This schedule has {length} characters; the limit is {limit}.",
    help: "schedule-language.md#fields",
  },
  "schedule.field-count": {
    severity: "error",
    message:
      "A schedule has 5 fields (minute, hour, day of month, month, day of week), and may have a sixth for seconds and a seventh for the year. This one has {count}.",
    help: "schedule-language.md#fields",
  },
  "schedule.unknown-alias": {
    severity: "error",
    message:
      "“{item}” is not an alias. The server knows @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually, without white space around them.",
    help: "schedule-language.md#aliases",
  },
  "schedule.reboot": {
    severity: "error",
    message: "Crons don't run at a reboot: give the times at which to run instead of “{item}”.",
    help: "schedule-language.md#habits-from-elsewhere",
  },
  "schedule.every-duration": {
    severity: "error",
    message: "The server does not know “{item}”: write it with fields.",
    help: "schedule-language.md#habits-from-elsewhere",
  },
  "schedule.zone-prefix": {
    severity: "error",
    message: "A schedule contains no time zone: remove “{item}” and set “timezone”.",
    help: "schedule-language.md#habits-from-elsewhere",
  },
  "schedule.zone-suffix": {
    severity: "error",
    message: "A schedule contains no time zone: write “{right}”, and set “timezone” to “{item}”.",
    help: "schedule-language.md#habits-from-elsewhere",
  },
  "schedule.words": {
    severity: "error",
    message: "The server reads fields, not words: “{right}”.",
    help: "schedule-words.md#understood",
  },
  "schedule.unclear-words": {
    severity: "error",
    message: "The server reads fields, not words, and these can mean {meanings}.",
    help: "schedule-words.md#asked",
  },
  "schedule.look-alike": {
    severity: "error",
    message: "A character here only looks right ({code}); the server does not accept it: “{right}”.",
    help: "schedule-language.md#fields",
  },
  "schedule.blank-in-field": {
    severity: "error",
    message: "Spaces separate fields, so a field can't contain one: “{right}”.",
    help: "schedule-language.md#fields",
  },
  "schedule.aws-as": {
    severity: "error",
    message: "“{item}” is AWS syntax; here it is “{right}”.",
    help: "schedule-language.md#habits-from-elsewhere",
  },
  "schedule.aws": {
    severity: "error",
    message: "“{item}” is AWS syntax. Here a schedule is just five fields, without a year, and Sunday is 0.",
    help: "schedule-language.md#habits-from-elsewhere",
  },
  "schedule.from-last": {
    severity: "error",
    message:
      "The server can't count back from the end of a month, as in “{item}”: “L” alone is its last day, and every month has a “28”.",
    help: "schedule-language.md#last",
  },
  "schedule.empty-item": {
    severity: "error",
    message: "The {field} field has a comma with nothing next to it.",
    help: "schedule-language.md#fields",
  },
  "schedule.unknown-item": {
    severity: "error",
    message: "“{item}” is not valid in the {field} field.",
    help: "schedule-language.md#fields",
  },
  "schedule.unknown-name": {
    severity: "error",
    message: "“{name}” is not a name that the {field} field knows.",
    help: "schedule-language.md#names",
  },
  "schedule.full-name": {
    severity: "error",
    message: "Names have three letters here: “{short}”, not “{name}”.",
    help: "schedule-language.md#names",
  },
  "schedule.out-of-range": {
    severity: "error",
    message: "“{value}” is out of range: the {field} field goes from {min} to {max}.",
    help: "schedule-language.md#fields",
  },
  "schedule.bad-range": {
    severity: "error",
    message: "“{item}” is not a range: write “first-last”, as in “{min}-{max}”.",
    help: "schedule-language.md#ranges",
  },
  "schedule.bad-step": {
    severity: "error",
    message: "The step in “{item}” must be a whole number of 1 or more after one “/”.",
    help: "schedule-language.md#steps",
  },
  "schedule.question-mark": {
    severity: "error",
    message: "“?” must be alone in its field, and works only in day of month and day of week.",
    help: "schedule-language.md#question-mark",
  },
  "schedule.hash": {
    severity: "error",
    message: "The server does not know Jenkins’ “{item}”: choose a value yourself.",
    help: "schedule-language.md#habits-from-elsewhere",
  },
  "schedule.random-range": {
    severity: "error",
    message: "“{item}” needs a range within {min} to {max} that ends after it begins.",
    help: "schedule-language.md#random",
  },
  "schedule.nth-number": {
    severity: "error",
    message: "After “#” write which one of the month: 1 to 5, as in “mon#2”.",
    help: "schedule-language.md#nth-weekday",
  },
  "schedule.nth-range": {
    severity: "error",
    message: "Before “#” write one weekday or a range of names, as in “mon-fri#1”.",
    help: "schedule-language.md#nth-weekday",
  },
  "schedule.nth-mixed": {
    severity: "error",
    message:
      "“{item}” can't be in one field with “#” or “L5”: the server accepts either weekdays or weekdays of the month.",
    help: "schedule-language.md#nth-weekday",
  },
  "schedule.last-weekday-order": {
    severity: "error",
    message: "The last weekday of a month is written “{right}” here, with Sunday as 0.",
    help: "schedule-language.md#last",
  },
  "schedule.nearest-weekday-list": {
    severity: "error",
    message: "“{item}” must be the only thing in its field.",
    help: "schedule-language.md#nearest-weekday",
  },
  "schedule.last-nearest-weekday": {
    severity: "error",
    message: "The last weekday (Monday to Friday) of a month is written “31W” here.",
    help: "schedule-language.md#nearest-weekday",
  },
  "schedule.seconds-first-refused": {
    severity: "error",
    message: "This seems to begin with seconds; here they come last: “{right}”.",
    help: "schedule-language.md#seconds-and-years",
  },
  "schedule.never": {
    severity: "error",
    message: "This never runs: there is no such time in the next 50 years.",
    help: "schedule-language.md#never",
  },
  "schedule.comes-to-end": {
    severity: "error",
    message:
      "The last run of this schedule is at {last}. Then the server finds no next run and starts the cron every few seconds, forever. Leave the year out: “{right}”.",
    help: "schedule-language.md#once",
  },
  "schedule.quartz-year": {
    severity: "error",
    message:
      "Here seconds come last. After the last run of a year the server starts the cron every few seconds, forever. Leave the year out: “{right}”.",
    help: "schedule-language.md#once",
  },
  "schedule.seconds-first": {
    severity: "warning",
    message: "The server reads seconds last: here “{first}” is the minute and “{sixth}” the second.",
    help: "schedule-language.md#seconds-and-years",
  },
  "schedule.too-often": {
    severity: "warning",
    message: "Runs start {apart} apart, {runs} on each day with runs. Each run costs money.",
    help: "schedule-language.md#too-often",
  },
  "schedule.faster-than-server": {
    severity: "info",
    message: "The server checks every {apart} which crons are due, and starts one run for all that it missed.",
    help: "schedule-language.md#too-often",
  },
  "schedule.equal-range": {
    severity: "warning",
    message: "The server reads “{item}” as the whole {field} field, not as {value} alone.",
    help: "schedule-language.md#ranges",
  },
  "schedule.step-past-range": {
    severity: "warning",
    message: "The first step in “{item}” already leaves the field, so this means only {value}.",
    help: "schedule-language.md#steps",
  },
  "schedule.day-field-ignored": {
    severity: "warning",
    message: "“{ignored}” has no effect here: with “{kept}” the other day field is ignored.",
    help: "schedule-language.md#both-day-fields",
  },
  "schedule.random": {
    severity: "warning",
    message: "The server picks “{item}” at random each time it computes the next run, so nobody can say when that is.",
    help: "schedule-language.md#random",
  },
  "schedule.both-days": {
    severity: "info",
    message:
      "Runs on days that match either day field, “{dayOfMonth}” or “{dayOfWeek}”, not only on days that match both.",
    help: "schedule-language.md#both-day-fields",
  },
  "schedule.clock-skips": {
    severity: "info",
    message: "On {date} the clocks in {zone} skip {time}: the server runs it at {moved} instead.",
    help: "schedule-language.md#daylight-saving",
  },
  "schedule.clock-repeats": {
    severity: "info",
    message: "On {date} the clocks in {zone} show {time} twice, and the server runs it both times.",
    help: "schedule-language.md#daylight-saving",
  },
  "schedule.not-portable": {
    severity: "hint",
    message: "“{item}” is specific to this server; other schedulers refuse it or read it differently.",
    help: "schedule-language.md#portable",
  },
  "schedule.not-portable-fields": {
    severity: "hint",
    message: "Seconds and years are not documented; the development server accepts them, other servers may not.",
    help: "schedule-language.md#portable",
  },
} as const satisfies Record<string, FindingEntry>;
