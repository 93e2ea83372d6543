import { readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const pageHtml = await readFile(new URL("../../src/org/noisynmf/view/nmf-view.html", import.meta.url), "utf8");

const ORIGIN = "http://harness.invalid";

/** Chromium in a profile of its own, without the services it would call home with. */
export async function startBrowser() {
    const profile = await mkdtemp(join(tmpdir(), "noisynmf-view-"));
    const context = await chromium.launchPersistentContext(profile, {
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        headless: true,
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"],
        viewport: { width: 1000, height: 760 },
    });
    return {
        context,
        stop: async () => {
            await context.close();
            await rm(profile, { recursive: true, force: true });
        },
    };
}

/** A host that embeds the view in an iframe and answers as KNIME does. */
const host = `<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0}iframe{border:0;width:100%;height:100vh}</style>
<iframe src="/view.html" sandbox="allow-scripts"></iframe>
<script>
const frame = document.querySelector("iframe");
window.received = [];
window.addEventListener("message", async (event) => {
    if (event.source !== frame.contentWindow) return;
    received.push(event.data);
    if (event.data.type !== "UIExtensionRequest") return;
    const { requestId, payload: { method, params } } = event.data;
    const answers = {
        getConfig: async () => (await fetch("/config.json")).json(),
        callNodeDataService: async () => (await fetch("/answer.json")).text(),
    };
    const payload = await answers[method](...params);
    frame.contentWindow.postMessage({ type: "UIExtensionResponse", requestId: "of another view", payload: {} }, "*");
    frame.contentWindow.postMessage({ type: "UIExtensionResponse", requestId, payload }, "*");
});
</script>`;

const CONFIG = { nodeId: "root:4", workflowId: "root", projectId: "project-1", extensionType: "view" };

/**
 * Opens the view in the host. Every request that leaves the harness, and every error on the page, is remembered.
 *
 * @returns {page, view, requests, errors}: the host's page, the view's frame, and what went wrong
 */
export async function openView(context, answer, { config = CONFIG, ...options } = {}) {
    const page = await context.newPage();
    const requests = [];
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.emulateMedia({ colorScheme: options.colorScheme ?? "light" });
    if (options.viewport) {
        await page.setViewportSize(options.viewport);
    }
    const json = (body) => ({ contentType: "application/json", body: JSON.stringify(body) });
    const files = {
        "/": () => ({ contentType: "text/html", body: host }),
        "/view.html": () => ({ contentType: "text/html", body: pageHtml }),
        "/config.json": () => json(config),
        "/answer.json": () => (typeof answer === "string" ? { body: answer } : json(answer)),
    };
    await page.route("**/*", (route) => {
        const { origin, pathname } = new URL(route.request().url());
        if (origin === ORIGIN && files[pathname]) {
            return route.fulfill(files[pathname]());
        }
        requests.push(route.request().url());
        return route.abort();
    });
    await page.goto(`${ORIGIN}/`);
    const view = page.frame({ url: `${ORIGIN}/view.html` });
    await view.waitForSelector("#app[aria-busy=false]");
    return { page, view, requests, errors };
}
