import { once } from "../../base/once";

/**
 * What a word is for the rules (`phraseRules`), as one letter, so that a rule is a pattern over letters:
 *
 * - `E` every, `A` at, `B` between or from, `-` to, `&` and, `X` except, `o` of the, `>` past, `<` before
 * - `s m h d w M K y` units (`K` a quarter), with the size in `values`: a quarter of an hour is 15 `m`
 * - `S` an adverb such as “daily”, `C` “twice”, `x` “times”
 * - `#` number, `O` ordinal, `L` last, `W` weekdays, `N` a month's name, `P` part of the day
 * - `H` half, `Q` quarter, `u` Uhr, `p` am or pm, `T` a clock time, `:` a minute, `D` a date (day, month)
 * - `e` end, `b` beginning of a month, `g` “end of the month” in one word, `V` a special working day
 * - `R` what happens once, `Z` time zone, `c` comma, `?` not understood
 * - `f` says nothing
 */
export interface Word {
  readonly tag: string;
  readonly values: readonly number[];
  /** Only German has this word. */
  readonly isGerman: boolean;
}

/** A line is a tag, its values, and words. A word of two parts has a `_`. */
const english = `
E every each per once
A at @
B between from
- to through thru until till
& and plus
X except excluding
o of
> past after
< before
s secs sec seconds
m,1 minute minutes min mins
h,1 hour hours hr hrs h
d,1 day days
w,1 week weeks
w,2 fortnight
M,1 month months
K,3 quarters
y,1 year years
S,m,1 minutely
S,h,1 hourly
S,m,30 halfhourly
S,d,1 daily nightly
S,w,1 weekly
S,w,2 biweekly fortnightly
S,M,1 monthly
S,M,2 bimonthly
S,M,3 quarterly
S,M,6 semiannually halfyearly
S,y,1 yearly annually
C,2 twice
C,3 thrice
x times x
L last
O,2 other
W,0 sunday sundays sun
W,1 monday mondays mon
W,2 tuesday tuesdays tue tues
W,3 wednesday wednesdays wed weds
W,4 thursday thursdays thu thur thurs
W,5 friday fridays fri
W,6 saturday saturdays sat
W,1,2,3,4,5 weekday weekdays week_day week_days business_day business_days working_day working_days work_day work_days workday workdays
W,0,6 weekend weekends week_end week_ends
N,1 january jan
N,2 february feb
N,3 march mar
N,4 april apr
N,5 may
N,6 june jun
N,7 july jul
N,8 august aug
N,9 september sep sept
N,10 october oct
N,11 november nov
N,12 december dec
P,0 morning mornings
P,1 afternoon afternoons
P,2 evening evenings
P,3 night nights
T,12 noon midday
T,0 midnight
H,0 half
Q quarter
u,0 o'clock oclock
e end
b start beginning
R tomorrow today tonight next
f run runs the a an on in only time timezone zone top as_well_as
`;

const german = `
E jede jeder jedes jeden jedem alle aller pro einmal
A um
B zwischen von ab
- bis
& und sowie
X außer ausser ausgenommen
o des im
> nach
< vor
s sekunde sekunden
m,1 minute minuten
m,15 viertelstunde viertelstunden
h,1 stunde stunden std
d,1 tag tage tagen tages
w,1 woche wochen
M,1 monat monate monaten monats
K,3 quartal quartale quartals quartalen
y,1 jahr jahre jahren jahres
S,m,1 minütlich
S,m,15 viertelstündlich
S,m,30 halbstündlich
S,h,1 stündlich
S,d,1 täglich
S,w,1 wöchentlich
S,w,2 zweiwöchentlich
S,M,1 monatlich
S,M,2 zweimonatlich
S,M,3 vierteljährlich quartalsweise
S,M,6 halbjährlich
S,y,1 jährlich
C,2 zweimal
C,3 dreimal
C,4 viermal
x mal
L letzter letzte letzten letztes letztem
W,0 sonntag sonntags sonntage so
W,1 montag montags montage mo
W,2 dienstag dienstags dienstage di
W,3 mittwoch mittwochs mittwoche mi
W,4 donnerstag donnerstags donnerstage do
W,5 freitag freitags freitage fr
W,6 samstag samstags samstage sa sonnabend sonnabends
W,1,2,3,4,5 werktag werktags werktage werktagen werktäglich wochentag wochentags wochentage wochentagen arbeitstag arbeitstags arbeitstage arbeitstagen
W,0,6 wochenende wochenenden wochenends
N,1 januar jänner
N,2 februar
N,3 märz mär mrz
N,4 april
N,5 mai
N,6 juni
N,7 juli
N,8 august
N,9 september
N,10 oktober okt
N,11 november
N,12 dezember dez
P,0 morgen morgens früh vormittag vormittags
P,1 nachmittag nachmittags
P,2 abend abends
P,3 nacht nachts
T,12 mittag mittags
T,0 mitternacht mitternachts
H,1 halb
H,0 halbe halben halber halbes
Q viertel
u,1 uhr
e ende
b anfang
g,-1 monatsende monatsletzten ultimo
g,1 monatsanfang monatsersten
R heute übermorgen nächste nächsten nächster nächstes
f der die das den dem am an in bei nur zu zum zur voll volle vollen jeweils zeit zeitzone
`;

/** Numbers in words, from 0 or 1 on. */
const numbers = [
  "zero one two three four five six seven eight nine ten eleven twelve",
  "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
];
const tens = [
  [15, "fifteen fünfzehn"],
  [20, "twenty zwanzig"],
  [30, "thirty dreißig"],
  [40, "forty vierzig"],
  [45, "fortyfive fünfundvierzig"],
  [60, "sixty sechzig"],
] as const;
const ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth";
const germanOrdinals = "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft";

/** Lower case without accents, with the letters in which German is often typed: “fünf” and “fuenf” are “funf”. */
export function foldWord(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").replaceAll("’", "'");
}

const words = once(() => {
  const found = new Map<string, Word>();
  const add = (isGerman: boolean, tag: string, values: readonly number[], names: readonly string[]) => {
    for (const name of names.map((each) => foldWord(each).replace("_", " "))) {
      if (!found.has(name)) found.set(name, { tag, values, isGerman });
    }
  };
  for (const [table, isGerman] of [[english, false] as const, [german, true] as const]) {
    for (const line of table.trim().split("\n")) {
      const [head = "", ...names] = line.split(" ");
      const [tag = "", ...rest] = head.split(",");
      add(
        isGerman,
        tag,
        rest.map((value) => (/\d/.test(value) ? Number(value) : units.indexOf(value))),
        names,
      );
    }
  }
  for (const [index, list] of numbers.entries()) {
    for (const [value, name] of list.split(" ").entries()) add(index === 1, "#", [value], [name]);
  }
  for (const [value, names] of tens) add(false, "#", [value], names.split(" "));
  for (const [index, name] of ordinals.split(" ").entries()) add(false, "O", [index + 1], [name]);
  for (const [index, stem] of germanOrdinals.split(" ").entries()) {
    add(
      true,
      "O",
      [index + 1],
      ["e", "er", "en", "es", "em"].map((ending) => stem + ending),
    );
  }
  return found;
});

/** The letters of units, in the order of their length. */
export const units = "smhdwMKy";

/** The known word; undefined for any other. */
export function findWord(text: string): Word | undefined {
  const plain = foldWord(text);
  return words().get(plain) ?? words().get(plain.replace(/([aou])e/g, "$1"));
}

/** For the question which word was meant. */
export const knownWords = once((): readonly string[] => [...words().keys()].filter((word) => word.length > 3));

const compound = /^(.*?)(fruh|morgen|vormittag|nachmittag|abend|nacht)s?$/;

/** “Montagabend”: the weekday and the part of the day. */
export function splitCompound(text: string): readonly Word[] | undefined {
  const [, day = "", part = ""] = compound.exec(foldWord(text)) ?? [];
  const found = [findWord(day), findWord(part)];
  return found[0]?.tag === "W" && found[1] !== undefined ? (found as Word[]) : undefined;
}
