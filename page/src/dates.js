/*
 * Instants out of names. Only where every name is a date are they taken for dates; without a time zone they are read as
 * if in UTC, so that what is shown is what was written.
 */
const TIME = "(?:[T ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?)?(?:Z|[+-]\\d{2}:?\\d{2})?";
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`);
const MONTHLY = /^(\d{4})-(\d{2})$/;
const DAY_FIRST = new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${TIME}$`);
const SLASHES = new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4})${TIME}$`);

function instant(year, month, day, hour = 0, minute = 0, second = 0) {
    const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) && hour < 24 && minute < 60
        ? date.getTime() / 1000 : NaN;
}

function all(labels, pattern, read) {
    const instants = [];
    for (const label of labels) {
        const match = pattern.exec(label.trim());
        const at = match ? read(match) : NaN;
        if (!Number.isFinite(at)) {
            return null;
        }
        instants.push(at);
    }
    return instants;
}

/** Seconds since 1970 of each name, or null where they are not dates or are all of one instant. */
export function datesOf(labels) {
    if (labels.length < 2) {
        return null;
    }
    const instants = all(labels, YEAR_FIRST, ([, y, , m, d, ...time]) => instant(y, m, d, ...time))
        ?? all(labels, MONTHLY, ([, y, m]) => instant(y, m, 1))
        ?? all(labels, DAY_FIRST, ([, d, m, y, ...time]) => instant(y, m, d, ...time))
        // 13/05 cannot be a month and 05/13 cannot be a day: where both would do, the American order
        ?? all(labels, SLASHES, ([, m, d, y, ...time]) => instant(y, m, d, ...time))
        ?? all(labels, SLASHES, ([, d, m, y, ...time]) => instant(y, m, d, ...time));
    return instants && instants.some((t) => t !== instants[0]) ? instants : null;
}
