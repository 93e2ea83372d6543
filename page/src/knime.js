/*
 * The messages that a page in an iframe exchanges with KNIME: requests with an id up, answers with the same id down,
 * and one word when the page is ready. Only what a view needs in order to get its data.
 */

/** A table too large for this many milliseconds is too large to be drawn. */
const PATIENCE = 120_000;

let lastRequest = 0;

function request(method, ...params) {
    return new Promise((resolve, reject) => {
        const requestId = `noisynmf-${++lastRequest}`;
        const onMessage = (event) => {
            if (event.source === window.parent && event.data?.type === "UIExtensionResponse"
                && event.data.requestId === requestId) {
                clearTimeout(timer);
                window.removeEventListener("message", onMessage);
                resolve(event.data.payload);
            }
        };
        const timer = setTimeout(() => {
            window.removeEventListener("message", onMessage);
            reject(new Error(`KNIME did not answer '${method}' within ${PATIENCE / 1000} seconds.`));
        }, PATIENCE);
        window.addEventListener("message", onMessage);
        window.parent.postMessage({ type: "UIExtensionRequest", requestId, payload: { method, params } }, "*");
    });
}

const parsed = (value) => (typeof value === "string" && value !== "" ? JSON.parse(value) : value);

/** The data service's answer: {result, warningMessages}, {userError} or {internalError}. */
export async function initialData() {
    const config = await request("getConfig");
    window.parent.postMessage({ type: "UIExtensionReady" }, "*");
    if (config.initialData) {
        return parsed(config.initialData);
    }
    const { nodeId, workflowId, projectId, extensionType } = config;
    return parsed(await request("callNodeDataService",
        { nodeId, workflowId, projectId, extensionType, serviceType: "initial_data", dataServiceRequest: "" }));
}

/** The result out of an answer, or an error that says what the user is to know. */
export function resultOf(answer) {
    if (answer?.userError) {
        throw Object.assign(new Error(answer.userError.message), { details: answer.userError.details });
    }
    if (answer?.internalError) {
        const { message, typeName, stackTrace } = answer.internalError;
        throw Object.assign(new Error(message || "The node could not prepare its view."),
            { details: [typeName, ...(stackTrace ?? [])].join("\n") });
    }
    return parsed(answer?.result ?? null);
}
