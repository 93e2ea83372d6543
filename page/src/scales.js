import { logTicks, ticks } from "./format.js";

/** Below this share of the largest value a logarithmic axis ends, unless all values are above. */
const LOG_FLOOR = 1e-5;

function niceStep(span, atMost) {
    const rough = span / atMost;
    const decade = 10 ** Math.floor(Math.log10(rough));
    return decade * [1, 2, 2.5, 5, 10].find((m) => m * decade >= rough * 0.999999);
}

function evenSplits(min, max, atMost) {
    const step = niceStep(max - min, atMost);
    const splits = [];
    for (let v = Math.ceil(min / step - 1e-9) * step; v <= max + step * 1e-9; v += step) {
        splits.push(Math.abs(v) < step * 1e-9 ? 0 : v);
    }
    return splits;
}

/** 1, 2 and 5 times the powers of ten on a logarithmic axis; fewer than three of them are too few to read it by. */
function oneTwoFive(min, max) {
    const splits = [];
    for (let e = Math.floor(Math.log10(min)); e <= Math.log10(max); e++) {
        splits.push(...[1, 2, 5].map((m) => m * 10 ** e).filter((v) => v >= min && v <= max));
    }
    return splits;
}

const isShort = (min, max) => oneTwoFive(min, max).length < 3;

function logSplits(min, max, atMost) {
    if (isShort(min, max)) {
        return evenSplits(min, max, atMost);
    }
    const fine = oneTwoFive(min, max);
    if (fine.length <= atMost) {
        return fine;
    }
    const first = Math.ceil(Math.log10(min) - 1e-9);
    const last = Math.floor(Math.log10(max) + 1e-9);
    const every = Math.max(1, Math.ceil((last - first + 1) / atMost));
    return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, n) => 10 ** (first + n * every));
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Steps of a time axis, in seconds or, from a month on, in months. */
const TIME_STEPS = [[1], [5], [15], [30], [MINUTE], [5 * MINUTE], [15 * MINUTE], [30 * MINUTE], [HOUR], [3 * HOUR],
    [6 * HOUR], [12 * HOUR], [DAY], [2 * DAY], [7 * DAY], [14 * DAY], [30.44 * DAY, 1], [91.3 * DAY, 3],
    [182.6 * DAY, 6], [365.25 * DAY, 12], [730.5 * DAY, 24], [5 * 365.25 * DAY, 60], [3652.5 * DAY, 120],
    [20 * 365.25 * DAY, 240], [50 * 365.25 * DAY, 600], [100 * 365.25 * DAY, 1200]];

const timeStep = (span, atMost) => TIME_STEPS.find(([seconds]) => span / seconds <= atMost) ?? TIME_STEPS.at(-1);

function timeSplits(min, max, atMost) {
    const [seconds, months] = timeStep(max - min, atMost);
    const splits = [];
    if (!months) {
        for (let t = Math.ceil(min / seconds) * seconds; t <= max; t += seconds) {
            splits.push(t);
        }
        return splits;
    }
    const start = new Date(min * 1000);
    for (let m = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months; ; m += months) {
        const t = Date.UTC(Math.floor(m / 12), m % 12) / 1000;
        if (t > max) {
            return splits;
        }
        if (t >= min) {
            splits.push(t);
        }
    }
}

const two = (n) => String(n).padStart(2, "0");

/** Labels of instants that are a step apart: as fine as the step, all in one form. */
function timeTicks(splits) {
    const step = splits.length > 1 ? splits[1] - splits[0] : DAY;
    return splits.map((t) => {
        const date = new Date(t * 1000);
        const [year, month, day] = [date.getUTCFullYear(), MONTHS[date.getUTCMonth()], date.getUTCDate()];
        const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
        return step >= 365 * DAY ? `${year}` : step >= 28 * DAY ? `${month} ${year}`
            : step >= DAY ? `${day} ${month} ${year}`
                : step >= MINUTE ? `${day} ${month} ${time}` : `${time}:${two(date.getUTCSeconds())}`;
    });
}

function wholeSplits(min, max, atMost) {
    const step = Math.max(1, Math.round(niceStep(max - min, atMost)));
    const first = Math.ceil(min / step) * step;
    return Array.from({ length: Math.floor((max - first) / step) + 1 }, (_, n) => first + n * step);
}

/** Where the ticks of an axis are, at most so many. `kind` is "linear", "log", "time" or "whole" (numbers). */
export function splitsOf(kind, min, max, atMost) {
    return kind === "whole" ? wholeSplits(min, max, atMost) : kind === "log" ? logSplits(min, max, atMost) : kind === "time" ? timeSplits(min, max, atMost)
        : evenSplits(min, max, atMost);
}

/** What stands at them, on an axis from min to max. */
export function ticksOf(kind, splits, min, max) {
    return kind === "time" ? timeTicks(splits) : (kind === "log" && !isShort(min, max) ? logTicks : ticks)(splits);
}

export function logRange(min, max) {
    if (min === null || !(max > 0)) {
        return [0.1, 1];
    }
    const low = Math.max(min, max * LOG_FLOOR);
    const pad = low === max ? 2 : (max / low) ** 0.04;
    return [low / pad, max * pad];
}

export function linearRange(min, max, fromZero) {
    if (min === null) {
        return [0, 1];
    }
    const low = fromZero ? Math.min(0, min) : min;
    const span = max - low || Math.abs(max) || 1;
    return [low < 0 || !fromZero ? low - 0.05 * span : low, max + 0.07 * span];
}
