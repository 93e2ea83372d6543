import { areBars, pixelAxis } from "./axis.js";
import { bars } from "./bars.js";
import { chart } from "./chart.js";
import { along } from "./data.js";
import { h, table, toggle } from "./dom.js";
import { number } from "./format.js";
import { colour, lineColour } from "./theme.js";
import uPlot from "uplot";

/** Marks the chosen number of templates. */
function markChoice(rank, chosen) {
    return (u) => {
        const { ctx, bbox } = u;
        const half = 0.4;
        const [left, right] = [u.valToPos(rank - half, "x", true), u.valToPos(rank + half, "x", true)];
        ctx.save();
        ctx.fillStyle = colour("warning-surface");
        ctx.fillRect(left, bbox.top, right - left, bbox.height);
        if (chosen !== null && chosen !== undefined) {
            ctx.strokeStyle = colour("text-muted");
            ctx.setLineDash([3 * uPlot.pxRatio, 3 * uPlot.pxRatio]);
            ctx.beginPath();
            const x = u.valToPos(chosen, "x", true);
            ctx.moveTo(x, bbox.top);
            ctx.lineTo(x, bbox.top + bbox.height);
            ctx.stroke();
        }
        ctx.restore();
    };
}

export const criteria = {
    initialState: () => ({}),
    render(view) {
        const { rows, rank, reason, criteria: all } = view.ranks;
        const x = rows.map((row) => row.rank);
        return h("div", { class: "part" },
            h("p", { class: "reason" }, h("b", {}, "Recommended: "), reason),
            h("p", { class: "key" }, h("span", { class: "gap chosen" }), "the recommendation",
                h("span", { class: "line dashed" }), "what this criterion would choose by itself",
                h("span", { class: "line", style: `background:${colour("text-muted")}` }), "limit of what noise alone gives"),
            h("div", { class: "charts grid" }, all.map((criterion) => h("section", { class: "strip" },
                h("h3", {}, criterion.title, h("small", {}, ` ${criterion.note}`)),
                chart({
                    label: `${criterion.title} against the number of templates`,
                    x,
                    xTitle: "Templates",
                    xText: (i) => `${x[i]} ${x[i] === 1 ? "template" : "templates"}`,
                    xKind: "whole",
                    xMargin: 0.5,
                    yLog: criterion.log,
                    fromZero: false,
                    least: 120,
                    group: "ranks",
                    under: markChoice(rank, criterion.choice),
                    series: [
                        criterion.limit && { label: "Noise", values: criterion.limit, colour: colour("text-muted"),
                            width: 1.5, spanGaps: true },
                        { label: criterion.title, values: criterion.log ? criterion.values.map((v) => (v > 0 ? v : null))
                            : criterion.values, colour: lineColour(0), width: 1.8,
                            spanGaps: true, points: { show: true, size: 6 }, bands: criterion.bands, bandsAsBars: true },
                    ].filter(Boolean),
                }).root))));
    },
};

export const templates = {
    initialState: () => ({ unitPeak: true }),
    render(view, state, refresh) {
        const { rows, rank } = view.ranks;
        const { pixels } = view;
        const asBars = areBars(pixels);
        const controls = h("div", { class: "controls" },
            toggle("Scale each to 1", state.unitPeak, (unitPeak) => {
                state.unitPeak = unitPeak;
                refresh();
            }));
        // a row of the grid follows one template through the numbers of templates, a column has those of one number
        const cell = (row, column, k) => {
            const template = row.templates[k];
            const peak = state.unitPeak ? template.values.reduce((a, b) => Math.max(a, b), 0) || 1 : 1;
            const fresh = k === row.templates.length - 1 && column > 0;
            const last = k === row.templates.length - 1;
            return h("section", { class: `cell strip${fresh ? " new" : ""}`,
                style: `grid-row:${k + 2};grid-column:${column + 1}` },
            h("h3", {}, fresh ? `Template ${k}, new` : `Template ${k}`, h("small", {}, Number.isFinite(template.cosine)
                ? ` cosine ${number(template.cosine, 3)}` : "")),
            chart({
                ...pixelAxis(pixels),
                label: `${row.rank} templates: ${fresh ? "the new one" : `template ${k}`}`,
                xTitle: undefined,
                least: asBars && last ? 110 : 70,
                compact: !last,
                bare: state.unitPeak,
                group: "ranks-templates",
                series: [{ label: "Value", values: along(pixels, peak === 1 ? template.values
                    : template.values.map((v) => v / peak)), colour: lineColour(k),
                ...(asBars ? { paths: bars(lineColour(k)) } : {}) }],
            }).root);
        };
        return h("div", { class: "part" }, controls,
            h("p", { class: "note" }, "Cosine: similarity to the template in the same row of the fit with one template fewer."),
            h("div", { class: "side-by-side", style: `--columns:${rows.length}` },
                rows.flatMap((row, column) => [
                    row.rank === rank && h("div", { class: "chosen",
                        style: `grid-column:${column + 1};grid-row:1/${row.templates.length + 2}` }),
                    h("h2", { style: `grid-row:1;grid-column:${column + 1}` },
                        `${row.rank} ${row.rank === 1 ? "template" : "templates"}`,
                        row.rank === rank && h("small", {}, " recommended")),
                    ...row.templates.map((_, k) => cell(row, column, k)),
                ])));
    },
};

export const figures = {
    initialState: () => ({}),
    render(view) {
        const { rows, rank, criteria: all } = view.ranks;
        const { summary } = view;
        return h("div", { class: "part reading" },
            summary.warnings.length > 0 && h("div", { class: "warnings", role: "note" },
                h("h3", {}, summary.warnings.length === 1 ? "Warning" : "Warnings"),
                h("ul", {}, summary.warnings.map((text) => h("li", {}, text)))),
            h("div", { class: "scrolling" }, table("Every criterion for each number of templates",
                ["Templates", ...all.map(({ title }) => title)],
                rows.map((row, i) => [row.rank === rank ? `${row.rank} (recommended)` : String(row.rank),
                    ...all.map(({ values, errors }) => (values[i] === null ? "–"
                        : number(values[i], 5) + (errors && errors[i] !== null ? ` ± ${number(errors[i], 2)}` : "")))]))),
            h("div", { class: "scrolling" }, table("What each criterion would choose by itself",
                ["Criterion", "Templates", "How"],
                all.filter(({ choice }) => choice !== null).map(({ title, choice, note }) => [title, String(choice), note]))));
    },
};

export const headline = ({ ranks: { rows, rank } }) =>
    `${rows[0].rank} to ${rows.at(-1).rank} templates compared · ${rank} recommended`;

