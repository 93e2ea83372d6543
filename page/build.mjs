/*
 * Puts script, styles and the plotting library into one HTML file, the resource of org.noisynmf.view.ViewPage.
 * The file is committed, so that building the plug-in takes no npm; `--check` fails where it is not what this makes.
 */
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const here = new URL("./", import.meta.url);
const resources = new URL("../src/org/noisynmf/view/", here);
const read = (name) => readFile(new URL(name, here), "utf8");

const bundle = await build({
    entryPoints: [new URL("src/main.js", here).pathname],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
});
const script = bundle.outputFiles[0].text.replaceAll("</script", "<\\/script");
const styles = (await read("node_modules/uplot/dist/uPlot.min.css")) + (await read("src/page.css"));
const compactStyles = styles.replace(/\s*\n\s*/g, "").replace(/\s*([{};,])\s*/g, "$1").replace(/: /g, ":");
const licence = await read("node_modules/uplot/LICENSE");
const { version } = JSON.parse(await read("node_modules/uplot/package.json"));

const page = (await read("src/index.html"))
    .replace("<!DOCTYPE html>", () => `<!DOCTYPE html>\n<!--\nContains uPlot ${version}, under this licence:\n\n${licence.trim()}\n-->`)
    .replace("/*SLOT:css*/", () => compactStyles)
    .replace("<script>/*SLOT:js*/", () => `<script type="module">${script.trim()}`);

const products = { "nmf-view.html": page, "uPlot-LICENSE.txt": licence };
for (const [name, content] of Object.entries(products)) {
    const file = new URL(name, resources);
    if (process.argv.includes("--check")) {
        const committed = await readFile(file, "utf8").catch(() => "");
        if (committed !== content) {
            console.error(`${name} is not what its sources make: run 'npm run build' in view/ and commit the result.`);
            process.exitCode = 1;
        }
    } else {
        await writeFile(file, content);
    }
}
