/** Moments as people read them, wherever the page is looked at. */

const TIME = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const MOMENT = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** The time of day of a moment. */
export const timeOf = (moment: string) => TIME.format(new Date(moment));
/** Day and time of a moment. */
export const momentOf = (moment: string) => MOMENT.format(new Date(moment));
