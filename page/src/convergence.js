import uPlot from "uplot";
import { chart } from "./chart.js";
import { choice, h, toggle } from "./dom.js";
import { number, seconds } from "./format.js";
import { colour, lineColour, lineDash } from "./theme.js";

export const initialState = () => ({ against: "pass", excess: false, xLog: false });

export function render(view, state, refresh) {
    const traces = view.convergence.filter((t) => t.pass.length > 0);
    if (traces.length === 0) {
        return h("p", { class: "state" }, "Nothing was iterated here: the templates were given.");
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
        toggle("χ² above the lowest", state.excess, (excess) => set({ excess })),
        toggle("Logarithmic axis", state.xLog, (xLog) => set({ xLog })));

    const lowest = Math.min(...traces.flatMap((t) => Array.from(t.chi2).filter(Number.isFinite)));
    const panels = [{
        name: state.excess ? "χ² − lowest χ²" : "χ²",
        column: (t) => (state.excess ? t.chi2.map((v) => v - lowest) : t.chi2),
    }];
    if (traces.some((t) => t.kkt.some((v) => v > 0))) {
        panels.push({ name: "KKT residual", column: (t) => t.kkt });
    }
    const note = against === "pass" && traces[0].growthPasses > 0
        && h("p", { class: "note" }, "Shaded: iterations in which the templates were added one by one.");
    return h("div", {}, controls, note, panels.map((panel) => h("section", { class: "strip" },
        h("h3", {}, panel.name), curves(traces, panel, against, state.xLog).root)));
}

function curves(traces, panel, against, xLog) {
    const tables = traces.map((t) => {
        const rows = [...t.pass.keys()].filter((r) => !xLog || t[against][r] > 0);
        const values = panel.column(t);
        // Restarts are timed on clocks of their own: two rows at one instant would be two points at one place.
        const strictly = rows.filter((r, n) => n === 0 || t[against][r] > t[against][rows[n - 1]]);
        return [strictly.map((r) => t[against][r]), strictly.map((r) => (values[r] > 0 ? values[r] : null))];
    });
    const [x, ...columns] = tables.length === 1 ? tables[0] : uPlot.join(tables);
    const unit = against === "pass" ? "Iteration" : "Seconds";
    const grown = against === "pass" ? traces[0].growthPasses : 0;
    return chart({
        label: `${panel.name} against ${unit.toLowerCase()}`,
        x,
        xTitle: unit,
        xLog,
        xText: (i) => (against === "pass" ? `Iteration ${number(x[i], 7)}` : seconds(x[i])),
        yLog: true,
        height: 270,
        group: "convergence",
        labelsAt: traces.length > 1 ? "end" : undefined,
        under: grown > 0 ? (u) => markGrowth(u, grown) : undefined,
        series: traces.map((t, r) => ({
            label: traces.length > 1 ? t.label : panel.name,
            values: columns[r],
            colour: lineColour(r),
            dash: lineDash(r),
            width: r === 0 ? 2.5 : 1.5,
            spanGaps: true,
            points: { show: t.pass.length <= 40, size: 5 },
            directLabel: traces.length > 1,
        })),
    });
}

/** Shades the iterations in which templates were added one by one. */
function markGrowth(u, passes) {
    const end = Math.min(u.valToPos(passes, "x", true), u.bbox.left + u.bbox.width);
    if (end > u.bbox.left) {
        u.ctx.fillStyle = colour("shade");
        u.ctx.fillRect(u.bbox.left, u.bbox.top, end - u.bbox.left, u.bbox.height);
    }
}
