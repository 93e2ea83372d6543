/* What is drawn lies where it can be read: in its pane, beside other texts, at every size, on the screen and on paper. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { digits, doublet, large, named, posterior, ranks, species } from "./fixtures.mjs";
import { pageHtml, startBrowser } from "./harness.mjs";

const VIEWS = { doublet: doublet(), species: species(), posterior: posterior(), ranks: ranks(),
    "ranks of species": ranks({ named: true }), digits: digits(), named: named(),
    "six of large": large({ pixels: 600, rank: 6, observations: 2 }) };

const SIZES = [[1400, 1000], [1100, 360], [480, 360]];

/** Two texts may touch by so many pixels: their boxes have room above and below the letters. */
const TOUCH = 2;

let browser;
let folder;

before(async () => {
    browser = await startBrowser();
    folder = await mkdtemp(join(tmpdir(), "noisynmf-layout-"));
});
after(async () => {
    await browser.stop();
    await rm(folder, { recursive: true });
});

async function openReport(name, colorScheme = "light") {
    const page = await browser.context.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.emulateMedia({ colorScheme });
    const slot = '<script id="nmf-data" type="application/json">';
    const file = join(folder, `${name.replaceAll(" ", "-")}.html`);
    await writeFile(file, pageHtml.replace(slot, () => slot + JSON.stringify(VIEWS[name]).replaceAll("<", "\\u003c")));
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector("#app[aria-busy=false]");
    return { page, errors };
}

const drawn = (page) => page.evaluate(() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))));

/** What lies outside of its pane, sideways, or of its own chart. */
const overflows = (page) => page.evaluate(() => {
    const found = [];
    const panel = document.getElementById("panel").getBoundingClientRect();
    if (document.documentElement.scrollWidth > window.innerWidth || document.documentElement.scrollHeight > window.innerHeight) {
        found.push(`page of ${document.documentElement.scrollWidth} × ${document.documentElement.scrollHeight}`);
    }
    for (const plot of document.querySelectorAll(".plot")) {
        const box = plot.getBoundingClientRect();
        const canvas = plot.querySelector("canvas").getBoundingClientRect();
        const scrolled = plot.closest(".side-by-side, .scrolling");
        if (!scrolled && (box.left < panel.left - 1 || box.right > panel.right + 1)) {
            found.push(`${plot.getAttribute("aria-label").slice(0, 40)}: ${box.left} to ${box.right} of ${panel.left} to ${panel.right}`);
        }
        if (Math.abs(canvas.width - box.width) > 1.5 || Math.abs(canvas.height - box.height) > 1.5) {
            found.push(`${plot.getAttribute("aria-label").slice(0, 40)}: canvas ${canvas.width} × ${canvas.height} in ${box.width} × ${box.height}`);
        }
        if (box.height < 60) {
            found.push(`${plot.getAttribute("aria-label").slice(0, 40)}: only ${box.height} high`);
        }
    }
    return found;
});

/** What is shown as SVG, by the page's own means. */
async function picture(page) {
    const download = page.waitForEvent("download");
    await page.getByLabel("Save as", { exact: true }).selectOption("svg");
    return readFile(await (await download).path(), "utf8");
}

/** Texts of a picture that lie on others, and names of lines that lie on lines. */
const collisions = (page, svg, touch) => page.evaluate(([text, most]) => {
    const host = document.createElement("div");
    host.innerHTML = text;
    host.style = "position:absolute;top:0;left:0";
    document.body.append(host);
    const texts = [...host.querySelectorAll("text")].filter((t) => !t.hasAttribute("aria-hidden"))
        .map((t) => ({ label: t.textContent, box: t.getBoundingClientRect(), element: t }));
    const found = [];
    /** Whether a stretch of a line meets the letters of a text, in steps of half a pixel. */
    const crosses = (from, to, { left, right, top, bottom }) => {
        if (Math.max(from.x, to.x) < left || Math.min(from.x, to.x) > right
            || Math.max(from.y, to.y) < top + 4 || Math.min(from.y, to.y) > bottom - 4) {
            return false;
        }
        const steps = Math.ceil(2 * Math.hypot(to.x - from.x, to.y - from.y)) + 1;
        return Array.from({ length: steps + 1 }, (_, n) => n / steps).some((share) => {
            const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
            return x > left && x < right && y > top + 4 && y < bottom - 4;
        });
    };
    texts.forEach((one, n) => texts.slice(n + 1).forEach((other) => {
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > most && high > most) {
            found.push(`"${one.label}" on "${other.label}" by ${wide.toFixed(0)} × ${high.toFixed(0)}`);
        }
    }));
    for (const { label, box, element } of texts.filter(({ element }) => element.getAttribute("font-weight") === "600"
        && element.closest("svg svg"))) {
        for (const line of element.closest("svg").querySelectorAll("path[fill=none]")) {
            const ink = line.getAttribute("stroke");
            if (!/^#/.test(ink) || /^#e3e7eb$/i.test(ink)) {
                continue;
            }
            const matrix = line.getScreenCTM();
            const corners = line.getAttribute("d").matchAll(/([ML])(-?[\d.]+) (-?[\d.]+)/g);
            let before = null;
            for (const [, command, px, py] of corners) {
                const corner = new DOMPoint(Number(px), Number(py)).matrixTransform(matrix);
                if (command === "L" && crosses(before, corner, box)) {
                    found.push(`"${label}" on a line`);
                    break;
                }
                before = corner;
            }
        }
    }
    host.remove();
    return found;
}, [svg, touch]);

for (const name of Object.keys(VIEWS)) {
    test(`${name}: everything lies in its pane and no text lies on another, at every size`, async () => {
        const { page, errors } = await openReport(name);
        const problems = [];
        for (const [width, height] of SIZES) {
            await page.setViewportSize({ width, height });
            for (const tab of await page.locator("[role=tab]").all()) {
                await tab.click();
                await drawn(page);
                const where = `${await tab.innerText()} at ${width} × ${height}: `;
                problems.push(...(await overflows(page)).map((text) => where + text));
                if (await page.locator(".plot").count() > 0) {
                    problems.push(...(await collisions(page, await picture(page), TOUCH)).map((text) => where + text));
                }
            }
        }
        await page.close();
        assert.deepEqual(problems, []);
        assert.deepEqual(errors, []);
    });
}

test("nothing overflows on a dark ground, nor with every box ticked", async () => {
    for (const name of ["species", "posterior", "doublet"]) {
        const { page, errors } = await openReport(name, "dark");
        await page.setViewportSize({ width: 480, height: 360 });
        for (const tab of await page.locator("[role=tab]").all()) {
            await tab.click();
            for (let n = 0; n < await page.locator(".controls input[type=checkbox]").count(); n++) {
                await page.locator(".controls input[type=checkbox]").nth(n).check();
            }
            await drawn(page);
            assert.deepEqual(await overflows(page), [], `${name}, ${await tab.innerText()}`);
        }
        await page.close();
        assert.deepEqual(errors, []);
    }
});

test("on paper all parts are there, as vectors within the width of the sheet, whatever the window", async () => {
    for (const name of ["species", "posterior", "ranks", "digits"]) {
        const { page, errors } = await openReport(name, "dark");
        await page.setViewportSize({ width: 480, height: 360 });
        const tabs = await page.locator("[role=tab]").allInnerTexts();
        await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
        await page.emulateMedia({ media: "print" });
        // A4 less its margins
        await page.setViewportSize({ width: 688, height: 1000 });
        const sheet = await page.evaluate(() => ({
            parts: [...document.querySelectorAll(".sheet h2")].filter((h) => !h.closest(".side-by-side"))
                .map((h) => h.textContent),
            width: document.documentElement.scrollWidth,
            charts: document.querySelectorAll(".sheet .chart").length,
            vectors: document.querySelectorAll(".sheet .chart .canvas-host > svg").length,
            ground: getComputedStyle(document.querySelector(".sheet")).backgroundColor,
            hidden: getComputedStyle(document.getElementById("app")).display,
        }));
        assert.deepEqual(sheet.parts, tabs, name);
        assert.ok(sheet.width <= 688, `${name} is ${sheet.width} wide`);
        assert.equal(sheet.vectors, sheet.charts, name);
        assert.equal(sheet.ground, "rgb(255, 255, 255)");
        assert.equal(sheet.hidden, "none");
        await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
        assert.equal(await page.locator(".sheet").count(), 0);
        const pdf = await page.pdf({ preferCSSPageSize: true });
        assert.ok(pdf.length > 10_000, `${name}: a file of ${pdf.length} bytes`);
        await page.close();
        assert.deepEqual(errors, []);
    }
});

test("what is shown is saved as PNG and CSV, too", async () => {
    const { page, errors } = await openReport("species");
    await page.setViewportSize({ width: 900, height: 600 });
    const save = async (kind) => {
        const download = page.waitForEvent("download");
        await page.getByLabel("Save as", { exact: true }).selectOption(kind);
        const file = await download;
        assert.equal(file.suggestedFilename(), `my-concentrations-templates.${kind}`);
        return readFile(await file.path());
    };
    const png = await save("png");
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    assert.ok(png.readUInt32BE(16) > 1600, "twice as wide as the window");
    const csv = (await save("csv")).toString();
    const [heading, first] = csv.split("\n");
    assert.match(heading, /^\ufeffName,Source 0,Source 0 \(2\.5 %\),/);
    assert.match(first, /^PM2\.5 mass,/);
    assert.equal(csv.trimEnd().split("\n").length, 42);
    await page.close();
    assert.deepEqual(errors, []);
});
