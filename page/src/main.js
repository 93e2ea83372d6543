import { discardCharts } from "./chart.js";
import { readView } from "./data.js";
import { choice, h } from "./dom.js";
import { initialData, resultOf } from "./knime.js";
import { figuresIn } from "./paper.js";
import { save } from "./save.js";
import { chooseTheme, chosenTheme, onThemeChange } from "./theme.js";
import * as certainty from "./certainty.js";
import * as coefficients from "./coefficients.js";
import * as convergence from "./convergence.js";
import * as observations from "./observations.js";
import * as rank from "./rank.js";
import * as summary from "./summary.js";
import * as templates from "./templates.js";

/** The parts of the page: of a comparison of numbers of templates, else of a factorisation. */
const tabsOf = (view) => (view.ranks ? [
    ["criteria", "Recommendation", rank.criteria],
    ["templates", "Templates", rank.templates],
    ["figures", "Figures", rank.figures],
] : [
    ["templates", "Templates", templates],
    ["observations", "Observations", observations],
    ["coefficients", "Coefficients", coefficients],
    certainty.isKnown(view) && ["certainty", "Certainty", certainty],
    !view.posterior && ["convergence", "Convergence", convergence],
    ["summary", "Summary", summary],
].filter(Boolean));

const app = document.getElementById("app");

async function loadAnswer() {
    const own = document.getElementById("nmf-data").textContent.trim();
    if (own !== "") {
        const written = JSON.parse(own);
        const json = typeof written === "string" ? JSON.parse(written) : written;
        return "result" in json || "userError" in json || "internalError" in json ? json : { result: json };
    }
    if (window.parent === window) {
        throw new Error("This page holds no data. KNIME or the command line fills it.");
    }
    return initialData();
}

function fail(error) {
    app.replaceChildren(h("div", { class: "state error", role: "alert" },
        h("h1", {}, "Nothing can be shown"),
        h("p", {}, error.message),
        error.details && h("details", {}, h("summary", {}, "Details"), h("pre", {}, error.details))));
}

function show(view, warnings) {
    document.title = view.title;
    const TABS = tabsOf(view);
    const states = new Map(TABS.map(([id, , tab]) => [id, tab.initialState(view)]));
    const panel = h("div", { role: "tabpanel", id: "panel", tabindex: "-1" });
    const buttons = new Map(TABS.map(([id, text]) => [id, h("button", {
        type: "button", role: "tab", id: `tab-${id}`, "aria-controls": "panel", onclick: () => open(id),
    }, text)]));
    let current = TABS[0][0];
    const tabOf = (id) => TABS.find(([own]) => own === id);
    const render = (id, again) => tabOf(id)[2].render(view, states.get(id), again);

    /** Draws the open tab again and keeps the focus on the control that asked for it. */
    function refresh() {
        const focused = [...panel.querySelectorAll("button, select, input, [tabindex]")].indexOf(document.activeElement);
        discardCharts(panel);
        panel.replaceChildren(render(current, refresh));
        if (focused >= 0) {
            panel.querySelectorAll("button, select, input, [tabindex]")[focused]?.focus({ preventScroll: true });
        }
    }

    function open(id) {
        current = id;
        buttons.forEach((button, key) => {
            button.setAttribute("aria-selected", String(key === id));
            button.tabIndex = key === id ? 0 : -1;
        });
        panel.setAttribute("aria-labelledby", `tab-${id}`);
        refresh();
    }

    const tabs = h("div", {
        role: "tablist", "aria-label": "Parts of the result",
        onkeydown: (event) => {
            const ids = TABS.map(([id]) => id);
            const at = ids.indexOf(current);
            const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 }[event.key];
            if (next !== undefined) {
                event.preventDefault();
                const id = ids[(next + ids.length) % ids.length];
                open(id);
                buttons.get(id).focus();
            }
        },
    }, ...buttons.values());

    view.summary.warnings.push(...warnings.filter((text) => !view.summary.warnings.includes(text)));
    const warned = view.summary.warnings.length;
    const saving = choice("Save as", [["", "Save as …"], ["png", "PNG"], ["svg", "SVG"], ["csv", "CSV"]], "", async (kind) => {
        saving.querySelector("select").value = "";
        if (kind !== "") {
            await save(kind, panel, () => [render(current, () => {})], 
                `${view.title}: ${tabOf(current)[2].heading?.(view, states.get(current)) ?? tabOf(current)[1]}`);
        }
    });
    app.replaceChildren(
        h("header", {},
            h("div", { class: "title" }, h("h1", {}, view.title),
                h("p", { class: "headline" }, view.ranks ? rank.headline(view) : summary.headline(view))),
            h("div", { class: "corner" },
                warned > 0 && h("button", { type: "button", class: "badge", onclick: () => open(TABS.at(-1)[0]) },
                    warned === 1 ? "⚠ 1 warning" : `⚠ ${warned} warnings`),
                saving,
                choice("Appearance", [["auto", "automatic"], ["light", "light"], ["dark", "dark"]], chosenTheme(),
                    chooseTheme))),
        tabs, panel);
    onThemeChange(refresh);
    printOnPaper(view, TABS, render);
    open(current);
}

/** Before printing, all parts are made anew as vectors, at the width of a sheet; what is on the screen is left alone. */
function printOnPaper(view, tabs, render) {
    const paper = h("div", { class: "paper sheet" });
    window.addEventListener("beforeprint", () => {
        document.body.append(paper);
        document.documentElement.classList.add("printing");
        figuresIn(paper, () => [
            h("h1", {}, view.title),
            h("p", { class: "headline" }, view.ranks ? rank.headline(view) : summary.headline(view)),
            ...tabs.map(([id, text]) => h("section", { class: "sheet-part" }, h("h2", {}, text), render(id, () => {}))),
        ]);
        document.documentElement.dataset.theme = "light";
    });
    window.addEventListener("afterprint", () => {
        document.documentElement.classList.remove("printing");
        paper.remove();
        chooseTheme(chosenTheme());
    });
}

try {
    const answer = await loadAnswer();
    show(readView(resultOf(answer)), answer?.warningMessages ?? []);
} catch (error) {
    fail(error);
} finally {
    app.setAttribute("aria-busy", "false");
}
