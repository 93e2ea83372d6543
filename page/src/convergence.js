import uPlot from "uplot";
import { chart } from "./chart.js";
import { choice, h, sample, toggle } from "./dom.js";
import { number, seconds } from "./format.js";
import { colour, lineColour, lineDash, mutedLine } from "./theme.js";

/** χ² that falls by more than this factor starts on a logarithmic axis, with its box ticked. */
const FAR = 100;

/** Up to so many starts have colours of their own; of more, the best has one and the others stand back. */
const MOST_COLOURED = 3;

/** A legend names up to so many starts. */
const MOST_LISTED = 12;

const drawable = (view) => view.convergence.filter((t) => t.pass.length > 0);

export function initialState(view) {
    const values = drawable(view).flatMap((t) => Array.from(t.chi2)).filter((v) => v > 0 && Number.isFinite(v));
    const [low, high] = values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, 0]);
    return { against: "pass", excess: false, xLog: false, yLog: high > FAR * low, chosen: 0 };
}

export function render(view, state, refresh) {
    const traces = drawable(view);
    if (traces.length === 0) {
        return h("p", { class: "state" }, "There were no iterations: the templates were given.");
    }
    const set = (change) => {
        Object.assign(state, change);
        refresh();
    };
    const timed = traces.every((t) => t.seconds.length > 0);
    const against = timed ? state.against : "pass";
    const controls = h("div", { class: "controls" },
        timed && choice("Against", [["pass", "iterations"], ["seconds", "seconds"]], against,
            (value) => set({ against: value })),
        toggle("χ² above the lowest", state.excess, (excess) => set({ excess, yLog: excess || state.yLog })),
        toggle("Logarithmic χ²", state.yLog, (yLog) => set({ yLog })),
        toggle("Logarithmic axis", state.xLog, (xLog) => set({ xLog })));

    const lowest = Math.min(...traces.flatMap((t) => Array.from(t.chi2).filter(Number.isFinite)));
    const panels = [{
        name: state.excess ? "χ² − lowest χ²" : "χ²",
        yLog: state.yLog,
        column: (t) => (state.excess ? t.chi2.map((v) => v - lowest) : t.chi2),
    }];
    if (traces.some((t) => t.kkt.some((v) => v > 0))) {
        panels.push({ name: "KKT residual (logarithmic)", yLog: true, column: (t) => t.kkt });
    }
    const note = against === "pass" && traces[0].growthPasses > 0
        && h("p", { class: "note" }, "Shaded: iterations in which templates were added one by one.");
    const hover = { nearest: null, charts: [], buttons: [] };
    const charts = panels.map((panel, p) => h("section", { class: "strip" }, h("h3", {}, panel.name),
        curves(traces, panel, against, state, hover, p < panels.length - 1).root));
    return h("div", { class: "part" }, controls, note, h("div", { class: "charts" }, charts),
        traces.length > 1 && legend(traces, hover));
}

const ink = (r, traces, hover) => (r === hover.nearest ? colour("text")
    : traces.length <= MOST_COLOURED || r === 0 ? lineColour(r) : mutedLine());

function point(hover, r) {
    if (hover.nearest !== r) {
        hover.nearest = r;
        hover.charts.forEach((c) => c.u?.redraw(false));
        hover.buttons.forEach((button, n) => button.classList.toggle("pointed", n === r));
    }
}

function curves(traces, panel, against, state, hover, compact) {
    const { xLog } = state;
    const tables = traces.map((t) => {
        const rows = [...t.pass.keys()].filter((r) => !xLog || t[against][r] > 0);
        const values = panel.column(t);
        // Restarts are timed on clocks of their own: two rows at one instant would be two points at one place.
        const strictly = rows.filter((r, n) => n === 0 || t[against][r] > t[against][rows[n - 1]]);
        return [strictly.map((r) => t[against][r]), strictly.map((r) =>
            (values[r] > 0 || !panel.yLog && values[r] === 0 ? values[r] : null))
            .map((v) => (Number.isFinite(v) ? v : null))];
    });
    const [x, ...columns] = tables.length === 1 ? tables[0] : uPlot.join(tables);
    const unit = against === "pass" ? "Iteration" : "Seconds";
    const grown = against === "pass" ? traces[0].growthPasses : 0;
    const many = traces.length > MOST_COLOURED;
    // drawn last, the best lies on top of the others
    const order = [...traces.keys()].reverse();
    const drawn = chart({
        label: `${panel.name} against ${unit.toLowerCase()}`,
        x,
        xTitle: unit,
        xKind: xLog ? "log" : "linear",
        xText: (i) => (against === "pass" ? `Iteration ${number(x[i], 7)}` : seconds(x[i])),
        yLog: panel.yLog,
        fromZero: false,
        least: 110,
        compact,
        group: "convergence",
        onNearest: traces.length > 1 ? (s) => point(hover, s === null ? null : order[s]) : undefined,
        under: grown > 0 ? (u) => markGrowth(u, grown) : undefined,
        series: order.map((r) => ({
            label: traces.length > 1 ? traces[r].label : panel.name,
            values: columns[r],
            colour: () => ink(r, traces, hover),
            dash: many && r > 0 ? [] : lineDash(r),
            width: r === 0 ? 2.5 : 1.5,
            spanGaps: true,
            points: { show: traces[r].pass.length <= 40, size: 5 },
            silent: () => many && r !== 0 && r !== hover.nearest,
        })),
    });
    hover.charts.push(drawn);
    return drawn;
}

/** Which line is which start, the best first, with what it ended at; the one pointed at stands out in the charts. */
function legend(traces, hover) {
    const last = (t) => t.chi2.at(-1);
    const listed = traces.slice(0, MOST_LISTED);
    hover.buttons = listed.map((t, r) => h("button", {
        type: "button",
        onmouseenter: () => point(hover, r),
        onmouseleave: () => point(hover, null),
        onfocus: () => point(hover, r),
        onblur: () => point(hover, null),
    }, sample(ink(r, traces, hover), traces.length > MOST_COLOURED && r > 0 ? [] : lineDash(r)),
    `${t.label}: χ² ${number(last(t), 6)}${r === 0 ? ", the best" : ""}`));
    return h("div", { class: "legend", role: "group", "aria-label": "Starts" }, hover.buttons,
        traces.length > listed.length && h("span", { class: "note" }, `and ${traces.length - listed.length} more`));
}

/** Shades the iterations in which templates were added one by one. */
function markGrowth(u, passes) {
    const end = Math.min(u.valToPos(passes, "x", true), u.bbox.left + u.bbox.width);
    if (end > u.bbox.left) {
        u.ctx.fillStyle = colour("shade");
        u.ctx.fillRect(u.bbox.left, u.bbox.top, end - u.bbox.left, u.bbox.height);
    }
}
