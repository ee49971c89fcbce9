import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { addDays, dayNumber, dayOf, dayText, endOf, formatDay, formatMonth, formatOn, latinDigits, onText, parseOn, startOfDay } = await load("moments");

test("days count from 1970, in the calendar alone", () => {
  assert.equal(dayNumber("1970-01-01"), 0);
  assert.equal(dayNumber("2024-02-29"), 19782);
  for (const bad of ["2025-02-29", "2025-13-01", "2025-00-10", "1403-12-10", "2025-3-1", "", "2025-03-01T00:00", "0025-03-01"]) {
    assert.ok(Number.isNaN(dayNumber(bad)), bad);
  }
  assert.equal(dayText(dayNumber("2025-03-01")), "2025-03-01");
  assert.equal(dayText(-1), "1969-12-31");
  assert.equal(dayText(NaN), "");
});

test("a bare date is looked at in the last second of each gate's day", () => {
  const on = { day: "2025-03-01" };
  assert.equal(endOf(on, "AF"), Date.parse("2025-03-01T23:59:59+04:30") / 1000);
  assert.equal(endOf(on, "PK"), Date.parse("2025-03-01T23:59:59+05:00") / 1000);
  assert.equal(endOf({ second: 7 }, "AF"), 7);
  assert.equal(dayOf(endOf(on, "PK"), "PK"), dayNumber("2025-03-01"));
  assert.equal(dayOf(endOf(on, "PK") + 1, "PK"), dayNumber("2025-03-02"));
  assert.equal(dayOf(endOf(on, "PK") + 1, "AF"), dayNumber("2025-03-01"));
  assert.equal(startOfDay(dayNumber("2025-03-02"), "AF"), endOf(on, "AF") + 1);
});

test("what people type is a day, an instant with its zone, or nothing", () => {
  assert.deepEqual(parseOn(" 2025-03-01 "), { day: "2025-03-01" });
  assert.deepEqual(parseOn("۲۰۲۵-۰۳-۰۱"), { day: "2025-03-01" });
  assert.deepEqual(parseOn("٢٠٢٥-٠٣-٠١"), { day: "2025-03-01" });
  assert.deepEqual(parseOn("2025-03-01T14:00+05:00"), { second: 1740819600 });
  assert.deepEqual(parseOn("2025-03-01 14:00:07z"), { second: Date.parse("2025-03-01T14:00:07Z") / 1000 });
  assert.deepEqual(parseOn("2025-03-01T14:00-03:30"), { second: Date.parse("2025-03-01T14:00-03:30") / 1000 });
  for (const bad of ["1/3/2025", "2025", "2025-03", "2025-02-30", "2025-03-01T14:00", "2025-03-01T24:00Z", "2025-03-01T14:60Z", "2025-03-01T14:00+24:00", "2025-03-01T14Z", "x", "", null, "1403-12-11"]) {
    assert.equal(parseOn(bad), null, String(bad));
  }
});

test("a moment is written as it is read", () => {
  for (const text of ["2025-03-01", "2025-03-01T14:00+05:00", "2025-03-01T14:00:07+05:00", "1999-12-31T00:00+05:00"]) {
    assert.equal(onText(parseOn(text)), text);
  }
  assert.equal(latinDigits("۱۲٣ 4"), "123 4");
});

test("days later, the kind of moment stays", () => {
  assert.deepEqual(addDays({ day: "2024-02-28" }, 2), { day: "2024-03-01" });
  assert.deepEqual(addDays({ second: 10 }, -1), { second: 10 - 86400 });
});

test("dates in four languages, day before month before year, in the language's digits", () => {
  const day = dayNumber("2025-03-01");
  assert.equal(formatDay(day, "en"), "1 Mar 2025");
  assert.match(formatDay(day, "fa"), /^۱ \S+ ۲۰۲۵$/);
  assert.match(formatDay(day, "ps"), /^۱ \S+ ۲۰۲۵$/);
  assert.match(formatDay(day, "ur"), /^1 \S+ 2025$/);
  assert.equal(formatMonth(day, "en"), "Mar 2025");
  assert.equal(formatDay(NaN, "en"), "");
  assert.equal(formatOn({ day: "2025-03-01" }, { language: "en" }), "1 Mar 2025");
  assert.equal(formatOn(parseOn("2025-03-01T20:00Z"), { language: "en" }), "2 Mar 2025, 01:00 (+05:00)");
});
