import uPlot from "uplot";
import { areas, bandExtent, whiskers } from "./bands.js";
import { h } from "./dom.js";
import { number } from "./format.js";
import { drawLabels } from "./labels.js";
import { drawLater, keepTable, onPaper } from "./paper.js";
import { linearRange, logRange, splitsOf, ticksOf } from "./scales.js";
import { recorded } from "./svg.js";
import { colour } from "./theme.js";

const FONT = "12px system-ui, sans-serif";

/** Up to this many points are placed between whole pixels. */
const FINE_POINTS = 2000;

/** Room between ticks of an axis, and between turned names. */
const ROOM = { linear: 80, log: 80, time: 100, whole: 30 };
const NAME_ROOM = 14;

/** A name at an axis is cut to this share of the chart's height. */
const NAMES_SHARE = 0.46;

/** Room between the ticks of a vertical axis, and how many there are at most. */
const TICK_ROOM = 30;
const MOST_TICKS = 10;

/** More lines than this are not described one by one to those who do not see them. */
const MOST_DESCRIBED = 8;

const live = new Set();

const ruler = document.createElement("canvas").getContext("2d");
ruler.font = FONT;
const textWidth = (text) => ruler.measureText(text).width;

/** Removes every chart inside an element; a chart outlives its element otherwise, through its listeners. */
export function discardCharts(element) {
    for (const chart of [...live]) {
        if (element.contains(chart.root)) {
            chart.discard();
        }
    }
}

function cut(text, room) {
    if (textWidth(text) <= room) {
        return text;
    }
    let length = text.length - 1;
    while (length > 1 && textWidth(`${text.slice(0, length)}…`) > room) {
        length--;
    }
    return `${text.slice(0, length)}…`;
}

/** The axis of named places: level names where they have room, else turned, and thinned by the width. */
function nameAxis(names) {
    const widest = Math.max(...names.map(textWidth));
    const perPlace = (u) => u.bbox.width / uPlot.pxRatio / (u.scales.x.max - u.scales.x.min);
    const level = (u) => widest + 10 <= perPlace(u);
    const room = (u) => Math.max(24, NAMES_SHARE * u.height - 14);
    return {
        rotate: (u) => (level(u) ? 0 : 90),
        size: (u) => (level(u) ? 30 : 14 + Math.min(room(u), widest)),
        splits: (u, _, min, max) => {
            const every = level(u) ? 1 : Math.max(1, Math.ceil(NAME_ROOM / perPlace(u)));
            return names.map((_, i) => i).filter((i) => i % every === 0 && i >= min && i <= max);
        },
        values: (u, splits) => splits.map((i) => cut(names[i] ?? "", level(u) ? Infinity : room(u))),
    };
}

/**
 * A chart of lines, points or bars that fills its element, with zoom (drag, or + and −), a cursor (mouse, or arrow keys)
 * and a read-out.
 *
 * @param options.label what the chart shows, for those who do not see it
 * @param options.x positions, ascending
 * @param options.xKind "linear", "log", "time" or "whole"
 * @param options.xNames names of the positions 0, 1, 2, …
 * @param options.xTitle, options.yTitle axis titles
 * @param options.named whether the positions have names, which xText gives
 * @param options.xText (index) => how a position is read out
 * @param options.xMargin how far the axis reaches beyond the first and the last position
 * @param options.yLog logarithmic vertical axis
 * @param options.fromZero whether 0 belongs to the vertical axis
 * @param options.yRange (min, max) => [low, high], instead of the usual one
 * @param options.ySplits (min, max) => ticks, instead of the usual ones
 * @param options.series lines: {label, values, colour, dash, width, points, paths, directLabel, unit, spanGaps, shown,
 *        silent, bands, bandsAsBars, shift}
 * @param options.labelsAt "peak" or "end"
 * @param options.least height below which it is not to shrink
 * @param options.share of the height that several charts have together
 * @param options.compact no horizontal axis labels, for all but the last of a stack
 * @param options.bare no vertical axis
 * @param options.group charts of one group share cursor and zoom
 * @param options.onCursor (index or null) => void
 * @param options.onNearest (number of the line nearest to the mouse or null) => void
 * @param options.under, options.over (u) => void, drawn below and above the lines
 */
export function chart(options) {
    const { series, yLog = false, fromZero = true, xKind = "linear" } = options;
    const canvasHost = h("div", { class: "canvas-host" });
    const readout = h("output", { class: "readout", "aria-live": "polite" });
    const reset = h("button", { type: "button", class: "reset", hidden: true, onclick: () => resetZoom() },
        "Show all");
    const plot = h("div", {
        class: "plot",
        tabindex: "0",
        role: "application",
        "aria-roledescription": "chart",
        "aria-label": `${options.label}. Arrow keys move the cursor, plus and minus zoom, Escape shows all.`,
        onkeydown: (event) => onKey(event),
    }, canvasHost, reset);
    const root = h("div", {
        class: options.compact ? "chart compact" : "chart",
        "data-figure": "",
        style: `--least:${options.least ?? 150}px;--share:${options.share ?? 1}`,
    }, plot, readout, h("p", { class: "for-readers" }, describe(options)));
    keepTable(root, () => tableOf(options));

    const margin = options.xMargin ?? 0;
    const full = [options.x[0] - margin, options.x[options.x.length - 1] + margin];
    const axis = {
        filter: (_, splits) => splits,
        stroke: colour("text-muted"),
        font: FONT,
        labelFont: FONT,
        grid: { stroke: colour("grid"), width: 1 },
        ticks: { stroke: colour("grid"), width: 1, size: 5 },
    };
    const xRange = (u, min, max) => {
        if (min === null || min === undefined) {
            return [0, 1];
        }
        const first = min === options.x[0] && max === options.x[options.x.length - 1];
        const [low, high] = first ? full : [min, max];
        return low === high ? [low - 0.5, high + 0.5] : [low, high];
    };
    const banded = series.map((line, s) => ({ ...line, s: s + 1 })).filter((line) => line.bands);
    const yExtent = (u, min, max) => {
        const [low, high] = bandExtent(u, banded.filter(({ s }) => u.series[s].show).map(({ bands }) => bands), yLog);
        return [Math.min(min ?? Infinity, low), Math.max(max ?? -Infinity, high)].map((v) =>
            (Number.isFinite(v) ? v : null));
    };
    const names = options.xNames && nameAxis(options.xNames);

    const config = {
        width: 600,
        height: 200,
        padding: [10, 26, options.compact ? 7 : 0, options.bare ? 18 : 0],
        legend: { show: false },
        cursor: {
            y: false,
            drag: { x: true, y: false, dist: 6 },
            points: { size: 7 },
            focus: { prox: options.onNearest ? 30 : -1 },
            ...(options.group ? { sync: { key: options.group, setSeries: false } } : {}),
        },
        focus: { alpha: 1 },
        scales: {
            x: { time: false, distr: xKind === "log" ? 3 : 1, log: 10, range: xRange },
            y: {
                distr: yLog ? 3 : 1,
                log: 10,
                range: (u, min, max) => {
                    const [low, high] = yExtent(u, min, max);
                    return options.yRange ? options.yRange(low, high)
                        : yLog ? logRange(low, high) : linearRange(low, high, fromZero);
                },
            },
        },
        axes: [
            {
                ...axis,
                label: options.compact ? undefined : options.xTitle,
                labelSize: 20,
                size: options.compact ? 0 : names ? names.size : 30,
                ticks: { ...axis.ticks, size: options.compact ? 0 : 5 },
                rotate: names && !options.compact ? names.rotate : 0,
                splits: names?.splits ?? ((u, _, min, max) => splitsOf(xKind, min, max, Math.max(2,
                    Math.floor(u.bbox.width / uPlot.pxRatio / (ROOM[xKind]))))),
                values: (u, splits) => (options.compact ? splits.map(() => "")
                    : names ? names.values(u, splits) : ticksOf(xKind, splits, u.scales.x.min, u.scales.x.max)),
            },
            {
                ...axis,
                show: !options.bare,
                // a title longer than its axis would run out of the chart
                label: options.yTitle && ((u) => (textWidth(options.yTitle) + 2 <= u.bbox.height / uPlot.pxRatio
                    ? options.yTitle : "")),
                labelSize: 18,
                size: (u, values) => 14 + 7 * Math.max(7, ...(values ?? []).map((v) => v.length)),
                splits: (u, _, min, max) => {
                    if (options.ySplits) {
                        return options.ySplits(min, max, u.bbox.height / uPlot.pxRatio);
                    }
                    const atMost = Math.max(2,
                        Math.min(MOST_TICKS, Math.floor(u.bbox.height / uPlot.pxRatio / TICK_ROOM)));
                    return splitsOf(yLog ? "log" : "linear", min, max, atMost);
                },
                values: (u, splits) => ticksOf(yLog ? "log" : "linear", splits, u.scales.y.min, u.scales.y.max),
            },
        ],
        series: [
            {},
            ...series.map((line) => ({
                label: line.label,
                stroke: typeof line.colour === "function" ? line.colour : () => line.colour,
                width: line.width ?? 1.5,
                dash: line.dash,
                points: line.points ?? { show: false },
                paths: line.paths,
                spanGaps: line.spanGaps ?? false,
                // Points on whole pixels make a fine line bumpy, but let thousands of points share a column.
                pxAlign: options.x.length > FINE_POINTS ? 1 : 0,
                show: line.shown ?? true,
            })),
        ],
        hooks: {
            drawClear: [options.under, ...banded.filter((line) => !line.bandsAsBars)
                .map(({ bands, colour: ink, s }) => areas(bands, ink, s))].filter(Boolean),
            draw: [...banded.filter((line) => line.bandsAsBars)
                .map(({ bands, whiskerInk, colour: ink, s, shift }) => whiskers(bands, whiskerInk ?? ink, s, shift)),
            options.over, options.labelsAt && ((u) => {
                canvasHost.dataset.names = drawLabels(u, series, options.labelsAt).join("\n");
            })].filter(Boolean),
            setCursor: [(u) => onCursor(u.cursor.idx ?? null)],
            setScale: [(_, key) => key === "x" && onZoom()],
            setSeries: options.onNearest ? [(_, s, change) => "focus" in change
                && options.onNearest(s === null ? null : s - 1)] : [],
        },
    };
    const data = [options.x, ...series.map((line) => line.values)];
    if (onPaper()) {
        drawLater(() => {
            const { clientWidth: width, clientHeight: height } = canvasHost;
            // what is a formatted text within the page, and holds no markup of others
            canvasHost.innerHTML = recorded(() => {
                const { drawClear, draw } = config.hooks;
                const drawn = new uPlot({ ...config, width, height, cursor: { show: false }, hooks: { drawClear, draw } },
                    data);
                drawn.batch(() => {});
                drawn.destroy();
            }, width, height, uPlot.pxRatio);
        });
        return { root, show: () => {} };
    }
    const u = new uPlot(config, data, canvasHost);

    function onCursor(index) {
        if (options.onCursor) {
            options.onCursor(index);
        }
        if (index === null) {
            readout.replaceChildren();
            return;
        }
        const where = options.xText ? options.xText(index) : number(options.x[index], 7);
        readout.replaceChildren(h("b", {}, where), ...series.flatMap((line, s) => {
            const value = u.data[s + 1][index];
            const ink = typeof line.colour === "function" ? line.colour() : line.colour;
            return u.series[s + 1].show && !(typeof line.silent === "function" ? line.silent() : line.silent)
                ? [" ", h("span", { style: `color:${ink}` },
                    `${line.label}\u00a0${value === null || value === undefined ? "–" : number(value)}${line.unit ?? ""}${
                        range(line, index)}`)]
                : [];
        }));
    }

    function onZoom() {
        const { min, max } = u.scales.x;
        reset.hidden = !(min > full[0] || max < full[1]) || full[0] === full[1];
    }

    const peers = () => [...live].filter((other) => other === self || (options.group && other.group === options.group));

    function zoomTo(min, max) {
        peers().forEach((peer) => peer.u.setScale("x", { min, max }));
    }

    const resetZoom = () => zoomTo(...full);

    function moveCursor(index) {
        const clamped = Math.max(0, Math.min(options.x.length - 1, index));
        u.setCursor({ left: u.valToPos(options.x[clamped], "x"), top: u.over.clientHeight / 2 });
    }

    function zoomAtCursor(factor) {
        const { min, max } = u.scales.x;
        const to = xKind === "log" ? Math.log : (v) => v;
        const from = xKind === "log" ? Math.exp : (v) => v;
        const centre = to(u.cursor.idx === null || u.cursor.idx === undefined
            ? from((to(min) + to(max)) / 2) : options.x[u.cursor.idx]);
        const low = Math.max(to(full[0]), centre - (centre - to(min)) * factor);
        const high = Math.min(to(full[1]), centre + (to(max) - centre) * factor);
        if (high > low) {
            zoomTo(from(low), from(high));
        }
    }

    function onKey(event) {
        const index = u.cursor.idx ?? Math.round((u.series[0].idxs[0] + u.series[0].idxs[1]) / 2);
        const step = event.shiftKey ? Math.max(1, Math.round((u.series[0].idxs[1] - u.series[0].idxs[0]) / 20)) : 1;
        const actions = {
            ArrowLeft: () => moveCursor(index - step),
            ArrowRight: () => moveCursor(index + step),
            Home: () => moveCursor(u.series[0].idxs[0]),
            End: () => moveCursor(u.series[0].idxs[1]),
            "+": () => zoomAtCursor(0.5),
            "=": () => zoomAtCursor(0.5),
            "-": () => zoomAtCursor(2),
            0: () => resetZoom(),
            Escape: () => resetZoom(),
        };
        if (actions[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            actions[event.key]();
        }
    }

    const resize = new ResizeObserver(() => {
        const width = Math.floor(canvasHost.clientWidth);
        const height = Math.floor(canvasHost.clientHeight);
        if (width > 0 && height > 0 && (width !== u.width || height !== u.height)) {
            u.setSize({ width, height });
        }
    });
    resize.observe(canvasHost);

    const self = {
        root,
        u,
        group: options.group,
        show: (s, shown) => u.setSeries(s + 1, { show: shown }),
        discard: () => {
            resize.disconnect();
            u.destroy();
            live.delete(self);
        },
    };
    live.add(self);
    return self;
}

/** Within what 68 % of the draws lie. */
function range({ bands }, index) {
    return bands && bands.low68[index] !== null
        ? `\u00a0(68\u00a0%: ${number(bands.low68[index], 3)} to ${number(bands.high68[index], 3)})` : "";
}

/** What the lines do, in words. */
function describe({ series, x, xText, yTitle }) {
    const where = (i) => (xText ? xText(i) : number(x[i]));
    const sentence = ({ label, values }) => {
        let low = -1;
        let high = -1;
        values.forEach((v, i) => {
            if (v !== null && v !== undefined) {
                low = low < 0 || v < values[low] ? i : low;
                high = high < 0 || v > values[high] ? i : high;
            }
        });
        return high < 0 ? `${label} has no values.`
            : `${label} lies between ${number(values[low])} at ${where(low)} and ${number(values[high])} at ${where(high)}.`;
    };
    const lines = series.filter(({ silent }) => silent !== true);
    return [`${yTitle ? `${yTitle}. ` : ""}${lines.length === 1 ? "One series" : `${lines.length} series`} of ${x.length
    } values, from ${where(0)} to ${where(x.length - 1)}.`,
    ...lines.slice(0, MOST_DESCRIBED).map(sentence)].join(" ");
}

/** What a chart shows, as columns of a table. */
function tableOf({ label, series, x, xKind, xText, xTitle, xNames, named }) {
    const parts = { low95: "2.5 %", low68: "16 %", high68: "84 %", high95: "97.5 %" };
    return {
        heading: label,
        columns: [
            ...(xNames || named ? [["Name", Array.from(x, (_, i) => xText(i))]] : []),
            ...(xNames || xKind === "time" ? [] : [[xTitle || "Position", x]]),
            ...series.filter(({ silent }) => silent !== true).flatMap(({ label: name, values, bands }) => [[name, values],
                ...(bands ? Object.entries(parts).map(([key, text]) => [`${name} (${text})`, bands[key]]) : [])]),
        ],
    };
}
