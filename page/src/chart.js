import uPlot from "uplot";
import { h } from "./dom.js";
import { logTicks, number, ticks } from "./format.js";
import { colour } from "./theme.js";

const FONT = "12px system-ui, sans-serif";
const LABEL_FONT = "600 12px system-ui, sans-serif";

/** Below this share of the largest value a logarithmic axis ends, unless all values are above. */
const LOG_FLOOR = 1e-5;

/** Up to this many points are placed between whole pixels. */
const FINE_POINTS = 2000;

const live = new Set();

/** Removes every chart inside an element; a chart outlives its element otherwise, through its listeners. */
export function discardCharts(element) {
    for (const chart of [...live]) {
        if (element.contains(chart.root)) {
            chart.discard();
        }
    }
}

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

function logRange(min, max) {
    if (min === null || !(max > 0)) {
        return [0.1, 1];
    }
    const low = Math.max(min, max * LOG_FLOOR);
    const pad = low === max ? 2 : (max / low) ** 0.04;
    return [low / pad, max * pad];
}

function linearRange(min, max, fromZero) {
    if (min === null) {
        return [0, 1];
    }
    const low = fromZero ? Math.min(0, min) : min;
    const span = max - low || Math.abs(max) || 1;
    return [low < 0 || !fromZero ? low - 0.05 * span : low, max + 0.07 * span];
}

/** Writes the name of each line beside it, where the line has its peak or ends, wherever no other name is yet. */
function drawLabels(u, series, where) {
    const { ctx } = u;
    const ratio = uPlot.pxRatio;
    const box = u.bbox;
    const taken = [];
    const lineHeight = 15 * ratio;
    ctx.save();
    ctx.font = LABEL_FONT.replace("12px", `${12 * ratio}px`);
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    series.forEach((line, s) => {
        const values = u.data[s + 1];
        if (!line.directLabel || !u.series[s + 1].show) {
            return;
        }
        const [first, last] = u.series[0].idxs;
        let best = -1;
        for (let i = first; i <= last; i++) {
            if (values[i] !== null && values[i] !== undefined
                && (best < 0 || where === "end" || values[i] > values[best])) {
                best = i;
            }
        }
        if (best < 0) {
            return;
        }
        const width = ctx.measureText(line.label).width;
        const x = u.valToPos(u.data[0][best], "x", true);
        const y = u.valToPos(values[best], "y", true);
        const left = Math.min(Math.max(where === "end" ? x - width : x - width / 2, box.left + 2),
            box.left + box.width - width - 2);
        const free = (top) => top >= box.top && top + lineHeight <= box.top + box.height && !taken.some((other) =>
            left < other.left + other.width && other.left < left + width && Math.abs(top - other.top) < lineHeight);
        const tops = [];
        for (let step = 0; step < 12; step++) {
            tops.push(y - lineHeight * (1.1 + step * 0.5), y + lineHeight * (0.1 + step * 0.5));
        }
        const top = tops.find(free);
        if (top === undefined) {
            return;
        }
        taken.push({ left, top, width });
        ctx.lineWidth = 3 * ratio;
        ctx.strokeStyle = colour("surface");
        ctx.fillStyle = line.colour;
        ctx.strokeText(line.label, left, top + lineHeight / 2);
        ctx.fillText(line.label, left, top + lineHeight / 2);
    });
    ctx.restore();
}

/**
 * A line chart with zoom (drag, or + and −), a cursor (mouse, or arrow keys) and a read-out.
 *
 * @param options.label what the chart shows, for those who do not see it
 * @param options.x positions, ascending
 * @param options.xTitle, options.yTitle axis titles
 * @param options.xText (index) => how a position is read out
 * @param options.xTicks (positions) => tick labels, where they are not numbers
 * @param options.xSplits ticks, where they are given
 * @param options.xLog, options.yLog logarithmic axes
 * @param options.fromZero whether 0 belongs to the vertical axis
 * @param options.yRange (min, max) => [low, high], instead of the usual one
 * @param options.ySplits (min, max) => ticks, instead of the usual ones
 * @param options.series lines: {label, values, colour, dash, width, points, paths, directLabel, unit, spanGaps, shown}
 * @param options.labelsAt "peak" or "end"
 * @param options.height in pixels
 * @param options.compact no horizontal axis labels, for all but the last of a stack
 * @param options.group charts of one group share cursor and zoom
 * @param options.onCursor (index or null) => void
 * @param options.under (u) => void, drawn below the lines
 */
export function chart(options) {
    const { series, height, yLog = false, xLog = false, fromZero = true } = options;
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
    const root = h("div", { class: options.compact ? "chart compact" : "chart" }, plot, readout);

    const full = [options.x[0], options.x[options.x.length - 1]];
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
        return min === max ? [min - 0.5, max + 0.5] : [min, max];
    };

    const u = new uPlot({
        width: 600,
        height,
        padding: [10, 26, options.compact ? 4 : 0, 0],
        legend: { show: false },
        cursor: {
            y: false,
            drag: { x: true, y: false, dist: 6 },
            points: { size: 7 },
            focus: { prox: -1 },
            ...(options.group ? { sync: { key: options.group, setSeries: false } } : {}),
        },
        scales: {
            x: { time: false, distr: xLog ? 3 : 1, log: 10, range: xRange },
            y: {
                distr: yLog ? 3 : 1,
                log: 10,
                range: (_, min, max) => (options.yRange ? options.yRange(min, max)
                    : yLog ? logRange(min, max) : linearRange(min, max, fromZero)),
            },
        },
        axes: [
            {
                ...axis,
                label: options.compact ? undefined : options.xTitle,
                labelSize: 20,
                size: options.compact ? 0 : options.xTicks ? 74 : 30,
                ticks: { ...axis.ticks, size: options.compact ? 0 : 5 },
                rotate: options.xTicks ? 40 : 0,
                splits: (self, _, min, max) => {
                    const atMost = Math.max(2, Math.floor(self.bbox.width / uPlot.pxRatio / 80));
                    return options.xSplits ?? (xLog ? logSplits(min, max, atMost) : evenSplits(min, max, atMost));
                },
                values: (self, splits) => (options.compact ? splits.map(() => "")
                    : options.xTicks ? options.xTicks(splits)
                        : (xLog && !isShort(self.scales.x.min, self.scales.x.max) ? logTicks : ticks)(splits)),
            },
            {
                ...axis,
                label: options.yTitle,
                labelSize: 18,
                size: (self, values) => 14 + 7 * Math.max(7, ...(values ?? []).map((v) => v.length)),
                splits: (self, _, min, max) => {
                    if (options.ySplits) {
                        return options.ySplits(min, max);
                    }
                    const atMost = Math.max(2, Math.floor(self.bbox.height / uPlot.pxRatio / 30));
                    return yLog ? logSplits(min, max, atMost) : evenSplits(min, max, atMost);
                },
                values: (self, splits) =>
                    (yLog && !isShort(self.scales.y.min, self.scales.y.max) ? logTicks : ticks)(splits),
            },
        ],
        series: [
            {},
            ...series.map((line) => ({
                label: line.label,
                stroke: line.colour,
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
            drawClear: options.under ? [options.under] : [],
            draw: options.labelsAt ? [(self) => drawLabels(self, series, options.labelsAt)] : [],
            setCursor: [(self) => onCursor(self.cursor.idx ?? null)],
            setScale: [(self, key) => key === "x" && onZoom()],
        },
    }, [options.x, ...series.map((line) => line.values)], canvasHost);

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
            return u.series[s + 1].show && !line.silent
                ? [" ", h("span", { style: `color:${line.colour}` },
                    `${line.label}\u00a0${value === null || value === undefined ? "–" : number(value)}${line.unit ?? ""}`)]
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
        const to = xLog ? Math.log : (v) => v;
        const from = xLog ? Math.exp : (v) => v;
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
        if (width > 0 && width !== u.width) {
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
