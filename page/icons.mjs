/*
 * Draws the icons of the plug-in, icons/NAME.svg, as NAME.png of 16 × 16 pixels, the size that KNIME asks for: beside the
 * node that names them, that of the category beside its source.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { startBrowser } from "./test/harness.mjs";

const SIZE = 16;
const sources = new URL("../icons/", import.meta.url).pathname;
const nodes = new URL("../src/org/noisynmf/knime/", import.meta.url).pathname;

const committed = (await readdir(nodes, { recursive: true })).filter((file) => file.endsWith(".png"));
const { context, stop } = await startBrowser();
try {
    const page = await context.newPage();
    await page.setViewportSize({ width: SIZE, height: SIZE });
    for (const file of (await readdir(sources)).filter((name) => name.endsWith(".svg"))) {
        const name = `${basename(file, ".svg")}.png`;
        const target = committed.find((path) => basename(path) === name);
        await page.setContent(`<style>body{margin:0}svg{display:block}</style>${await readFile(join(sources, file), "utf8")}`);
        await writeFile(target ? join(nodes, target) : join(sources, name),
            await page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: SIZE, height: SIZE } }));
    }
} finally {
    await stop();
}
