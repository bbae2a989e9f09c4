"use strict";

// When: the article's dates in the order of the calendar, as written and as resolved, and its other times after them.

/** @type {View} */
const timelineView = {
  name: "timeline",
  count: ({ analysis }) => analysis.times.length,
  isOffered: ({ analysis }) => analysis.times.length > 0,
  render(story) {
    const times = story.analysis.times.map((time, index) => ({ ...time, key: `t${index + 1}` }));
    if (times.length === 0) return [make("p", "empty", STRINGS.noTimes)];
    const isDated = (/** @type {TimeExpression} */ { type, value }) => (type === "DATE" || type === "TIME") && /^\d{2,4}/.test(value);
    const dated = times.filter(isDated).sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
    return [
      ...timeList(story, STRINGS.datedHeading, "list timeline", dated),
      ...timeList(story, STRINGS.undatedHeading, "list", times.filter((time) => !isDated(time))),
    ];
  },
};

/** @param {Story} story @param {string} heading @param {string} className @param {(TimeExpression & {key: string})[]} times */
function timeList({ text }, heading, className, times) {
  if (times.length === 0) return [];
  const list = make(
    "ol", className,
    ...times.map(({ key, span, type, value }) => {
      const head = itemButton(
        key, "item-head time-head",
        make("span", "time-value", STRINGS.timeValue(value)),
        make("span", "time-written", `“${textOf(text, [span])}”`),
        make("span", "time-type", `${STRINGS.timeType[type]} · ${value}`),
      );
      head.id = itemHeadId(key);
      return make("li", "item", head);
    }),
  );
  list.setAttribute("role", "list");
  return [make("h2", "", heading), list];
}
