import { chart } from "./chart.js";
import { h, table } from "./dom.js";
import { count, number, percent } from "./format.js";
import { keepTable } from "./paper.js";
import { escaped } from "./svg.js";
import { colour, lineColour, lineDash } from "./theme.js";

/** R̂ up to which chains agree, and above which they do not say the same. */
const SETTLED = 1.05;
const APART = 1.1;

/** Effective sample size from which the errors of errors are a few per cent. */
const ENOUGH = 200;

/** Standard deviation of a share above which it rules the errors; and the change of a template that is warned of. */
const MIXED = 0.1;

/** Two χ² as close as this are of the same minimum. */
const SAME = 1e-4;

/** Of so many starts each has a row of its own. */
const MOST_STARTS = 30;

export const isKnown = (view) => Boolean(view.posterior || view.uniqueness || view.starts);

export const initialState = () => ({});

export function render(view) {
    return h("div", { class: "part reading" },
        view.posterior && posterior(view),
        view.uniqueness && uniqueness(view),
        view.starts && starts(view));
}

/** How far the chains agree, in words. */
function verdict({ rHat, ess, reconstructionRHat, reconstructionEss, mixing, slowest, rotationMean }) {
    const q = Math.round(Math.sqrt(rotationMean.length));
    const [k, l] = [Math.floor(slowest / q), slowest % q];
    const where = k === l ? `the shape of template ${l}` : `the share of template ${k} in template ${l}`;
    const agreement = (r) => (r <= SETTLED ? "agree" : r <= APART ? "nearly agree" : "do not agree");
    const sample = (n) => (n >= ENOUGH ? `the errors are based on the equivalent of ${count(n)} independent draws`
        : `the errors are based on the equivalent of only ${count(n)} independent draws, where ${ENOUGH} are wanted: they are rough`);
    return [
        `The chains ${agreement(rHat)} on the templates (R-hat ${rHat.toFixed(2)}, ${SETTLED} or less is wanted); `
            + `${sample(ess)}. The slowest is ${where}.`,
        `They ${agreement(reconstructionRHat)} on the reconstruction (R-hat ${reconstructionRHat.toFixed(2)}, effective `
            + `sample size ${count(reconstructionEss)}).`,
        mixing > MIXED
            ? `The data fix the templates only up to a mixture: a share varies by up to ${number(mixing, 2)} (standard deviation).`
            : `No share of one template in another varies by more than ${number(mixing, 2)} (standard deviation).`,
    ];
}

function posterior(view) {
    const { posterior: p, templates } = view;
    const q = Math.round(Math.sqrt(p.rotationMean.length));
    const [k, l] = [Math.floor(p.slowest / q), p.slowest % q];
    const name = k === l ? `Share of ${templates[k]?.label} of the fit in itself`
        : `Share of ${templates[k]?.label} of the fit in ${templates[l]?.label}`;
    return [
        h("section", {}, h("h3", {}, "Do the data settle the templates?"),
            h("ul", { class: "verdict" }, verdict(p).map((text) => h("li", {}, text)))),
        h("div", { class: "pair" },
            h("section", { class: "strip" }, h("h3", {}, "What each template is made of"), rotation(p, templates)),
            h("section", { class: "strip wide" }, h("h3", {}, `Chains: ${name}`), chains(p, name))),
    ];
}

/** The matrix M as bars: which share of each template of the fit is in each template, with its standard deviation. */
function rotation({ rotationMean, rotationSd }, templates) {
    const q = Math.round(Math.sqrt(rotationMean.length));
    const { length } = rotationMean;
    const low = Math.min(0, ...Array.from({ length }, (_, i) => rotationMean[i] - rotationSd[i]));
    const high = Math.max(1, ...Array.from({ length }, (_, i) => rotationMean[i] + rotationSd[i]));
    const [width, height, left, top] = [Math.max(56, Math.min(110, 440 / q)), 26, 96, 40];
    const at = (v) => ((v - low) / (high - low)) * (width - 12) + 6;
    const ink = colour("text-muted");
    const text = (x, y, content, anchor, size = 11) => `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${size}" `
        + `font-family="system-ui, sans-serif" fill="${ink}">${escaped(content)}</text>`;
    const short = (label) => (label.length > 14 ? `${label.slice(0, 13)}…` : label);
    const cells = Array.from({ length }, (_, i) => {
        const [x, y] = [left + (i % q) * width, top + Math.floor(i / q) * height];
        const [mean, sd] = [rotationMean[i], rotationSd[i]];
        const [from, to] = [Math.min(at(0), at(mean)), Math.max(at(0), at(mean))];
        return `<g><title>${escaped(`${templates[Math.floor(i / q)]?.label} in ${templates[i % q]?.label}: ${
            number(mean, 3)} ± ${number(sd, 2)}`)}</title>`
            + `<rect x="${x + 1}" y="${y + 1}" width="${width - 2}" height="${height - 2}" fill="${colour("raised")}"/>`
            + `<rect x="${x + from}" y="${y + 6}" width="${Math.max(0.5, to - from)}" height="${height - 12}" fill="${
                lineColour(i % q)}"/>`
            + `<path d="M${x + at(0)} ${y + 2}v${height - 4}" stroke="${ink}" stroke-width="0.8"/>`
            + `<path d="M${x + at(mean - sd)} ${y + height / 2}H${x + at(mean + sd)}" stroke="${colour("text")}" `
            + "stroke-width=\"2\"/></g>";
    }).join("");
    const rows = templates.map(({ label }, k) => text(left - 6, top + k * height + height / 2 + 4, short(label), "end"));
    const columns = templates.map(({ label }, l) => text(left + l * width + width / 2, top - 8,
        width < 90 ? String(l) : short(label), "middle"));
    const [w, t] = [left + q * width + 4, top + q * height + 22];
    const host = h("div", { class: "matrix", "data-figure": "", role: "img", "aria-label":
        Array.from({ length }, (_, i) => `${templates[Math.floor(i / q)]?.label} in ${templates[i % q]?.label}: ${
            number(rotationMean[i], 3)} ± ${number(rotationSd[i], 2)}`).join("; ") });
    // numbers, and names that are escaped
    host.innerHTML = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${t}" width="${w}" height="${t}">${
        text(left + q * width / 2, 12, "in template (mean of the draws)", "middle")}${
        columns.join("")}${rows.join("")}${cells}${
        text(left + q * width / 2, t - 6, `bars from ${number(low, 2)} to ${number(high, 2)}, lines ± 1 SD`, "middle")}</svg>`;
    const all = Array.from({ length }, (_, i) => i);
    keepTable(host, () => ({
        heading: "Share of each template of the fit in each template",
        columns: [["Of", all.map((i) => templates[Math.floor(i / q)].label)], ["In", all.map((i) => templates[i % q].label)],
            ["Mean", rotationMean], ["Standard deviation", rotationSd]],
    }));
    return host;
}

function chains({ chains: all }, name) {
    const x = [...new Set(all.flatMap(({ sweep }) => Array.from(sweep)))].sort((a, b) => a - b);
    const place = new Map(x.map((sweep, i) => [sweep, i]));
    return chart({
        label: `${name}, each chain along its sweeps`,
        x,
        xTitle: "Sweep",
        xText: (i) => `Sweep ${count(x[i])}`,
        yTitle: "Share",
        fromZero: false,
        least: 150,
        series: all.map(({ sweep, values }, c) => {
            const row = new Array(x.length).fill(null);
            sweep.forEach((s, i) => {
                row[place.get(s)] = values[i];
            });
            return { label: `Chain ${c}`, values: row, colour: lineColour(c), dash: lineDash(0), width: 1,
                spanGaps: true };
        }),
    }).root;
}

/** How far each template may change at an equally good fit. */
function uniqueness({ uniqueness: { less, more }, templates }) {
    const q = templates.length;
    const largest = Math.max(...less, ...more);
    const cell = (k, l) => (k === l ? "–" : less[k * q + l] < 0.005 && more[k * q + l] < 0.005 ? "0"
        : `${whole(less[k * q + l])} less, ${whole(more[k * q + l])} more`);
    return h("section", {}, h("h3", {}, "Would other templates fit as well?"),
        h("p", {}, largest > MIXED
            ? `Yes: a template may change by up to ${whole(largest)} at an equally good fit. Do not take its lines for those `
                + "of one source without further evidence; the node NMF Posterior says how likely each mixture is."
            : `Hardly: no template can change by more than ${whole(largest)} towards or away from another one at an equally `
                + "good fit. Other changes were not tried."),
        h("div", { class: "scrolling" }, table("How much less or more of another template each may contain",
            ["Template", ...templates.map(({ label }) => `of ${label}`)],
            templates.map(({ label }, k) => [label, ...templates.map((_, l) => {
                const change = Math.max(less[k * q + l], more[k * q + l]);
                return h("span", { class: k !== l && change > MIXED ? "much" : null }, cell(k, l));
            })]))));
}

const whole = (share) => `${Math.round(100 * share)} %`;

function starts({ starts: { chi2, cosines, best }, templates }) {
    const lowest = Math.min(...Array.from(chi2).filter(Number.isFinite));
    const reach = Array.from(chi2).filter((c) => c <= lowest * (1 + SAME)).length;
    const order = [...chi2.keys()].sort((a, b) => chi2[a] - chi2[b]).slice(0, MOST_STARTS);
    return h("section", {}, h("h3", {}, "Do other starts end there, too?"),
        h("p", {}, `${count(reach)} of ${count(chi2.length)} starts ${reach === 1 ? "reaches" : "reach"} the lowest χ², `
            + "within 1 part in 10 000. "
            + (reach === chi2.length ? "Their agreement shows that this minimum is easy to find, not that the templates are right."
                : reach === 1 && chi2.length > 1 ? "More starts may find a lower one." : "")),
        h("div", { class: "scrolling pair" },
            table("χ² of each start", ["Start", "χ²", "Above the lowest"], order.map((s) =>
                [`${s + 1}${s === best ? " (returned)" : ""}`, number(chi2[s], 8),
                    chi2[s] === lowest ? "0" : percent(chi2[s] / lowest - 1)])),
            cosines.length === templates.length && table("Templates in equally good starts (χ² within 0.1 %)",
                ["Template", "Median cosine"], templates.map(({ label }, k) => [label,
                    h("span", { class: cosines[k] < 0.9 ? "much" : null }, number(cosines[k], 4))]))));
}
