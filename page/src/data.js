/*
 * From JSON to what is drawn. Arrays of numbers come packed ({"float32": base64 of little-endian single precision}) or
 * plain; a number that JSON cannot spell comes as the text "NaN", "Infinity" or "-Infinity".
 */

const toNumber = (value) => (value === null || value === undefined ? NaN : Number(value));

export function floats(value) {
    if (value === null || value === undefined) {
        return null;
    }
    if (Array.isArray(value)) {
        return Float64Array.from(value, toNumber);
    }
    const text = atob(value.float32);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) {
        bytes[i] = text.charCodeAt(i);
    }
    const view = new DataView(bytes.buffer);
    const values = new Float32Array(bytes.length / 4);
    for (let i = 0; i < values.length; i++) {
        values[i] = view.getFloat32(4 * i, true);
    }
    return values;
}

/** The order of pixels on the axis, ascending; null where they already are. */
function ascending(positions) {
    for (let i = 1; i < positions.length; i++) {
        if (!(positions[i] > positions[i - 1])) {
            return Uint32Array.from(positions.keys()).sort((a, b) => positions[a] - positions[b]);
        }
    }
    return null;
}

function readPixels(json, valueTitle) {
    const count = json?.count ?? 0;
    const numeric = json?.positions?.length > 0;
    const raw = numeric ? floats(json.positions) : Float64Array.from({ length: count }, (_, i) => i);
    const order = ascending(raw);
    return {
        count,
        title: json?.title ?? "Pixel",
        valueTitle: valueTitle,
        numeric,
        x: Array.from(order ? order : raw.keys(), (i) => raw[i]),
        order,
        labels: json?.labels?.length > 0 ? json.labels : null,
        rows: json?.gridRows ?? 0,
        columns: json?.gridColumns ?? 0,
        at: (i) => (order ? order[i] : i),
    };
}

/** 68 and 95 % of what draws say of each number, and how often it is 0. */
function readBand(json) {
    return json ? Object.fromEntries(["low95", "low68", "high68", "high95"].map((name) => [name, floats(json[name])]))
        : null;
}

function readPosterior(json) {
    return json && {
        ...json,
        rotationMean: floats(json.rotationMean),
        rotationSd: floats(json.rotationSd),
        chains: json.chains.map(({ sweep, values }) => ({ sweep: floats(sweep), values: floats(values) })),
        ...Object.fromEntries(["rHat", "ess", "reconstructionRHat", "reconstructionEss", "mixing"].map((name) =>
            [name, toNumber(json[name])])),
    };
}

function readUniqueness(json) {
    return json && { less: floats(json.less), more: floats(json.more) };
}

function readStarts(json) {
    return json && { chi2: floats(json.chi2), cosines: floats(json.cosines ?? []), best: json.best ?? 0 };
}

const known = (values) => Array.from(values, (v) => (Number.isFinite(v) ? v : null));

function readRanks(json) {
    return json && {
        ...json,
        rows: json.rows.map((row) => ({
            rank: row.rank,
            templates: row.templates.map(({ values, cosine }) => ({ values: floats(values), cosine: toNumber(cosine) })),
        })),
        criteria: json.criteria.map((criterion) => {
            const values = floats(criterion.values);
            const errors = criterion.errors?.length > 0 ? floats(criterion.errors) : null;
            const ends = (times) => known(values.map((v, i) => v + times * errors[i]));
            return {
                ...criterion,
                values: known(values),
                limit: criterion.limit?.length > 0 ? known(floats(criterion.limit)) : null,
                errors: errors && known(errors),
                bands: errors ? { low95: ends(-2), low68: ends(-1), high68: ends(1), high95: ends(2) } : undefined,
            };
        }),
    };
}

export function readView(json) {
    if (json === null || typeof json !== "object") {
        throw new Error("The data of this view are not a factorisation.");
    }
    const summary = json.summary ?? {};
    return {
        title: json.title || "Non-negative factorisation",
        pixels: readPixels(json.pixels, json.valueTitle ?? ""),
        templates: (json.templates ?? []).map((t) => ({ label: t.label, values: floats(t.values),
            band: readBand(t.band) })),
        posterior: readPosterior(json.certainty?.posterior ?? null),
        ranks: readRanks(json.ranks ?? null),
        uniqueness: readUniqueness(json.certainty?.uniqueness ?? null),
        starts: readStarts(json.certainty?.starts ?? null),
        coefficients: {
            total: json.coefficients?.total ?? 0,
            labels: json.coefficients?.labels ?? [],
            columns: (json.coefficients?.columns ?? []).map(floats),
            bands: (json.coefficients?.bands ?? []).map(readBand),
        },
        convergence: (json.convergence ?? []).map((t) => ({
            label: t.label,
            growthPasses: t.growthPasses ?? 0,
            pass: floats(t.pass),
            chi2: floats(t.chi2),
            kkt: floats(t.kkt) ?? new Float64Array(0),
            seconds: floats(t.seconds) ?? new Float64Array(0),
        })),
        observations: (json.observations ?? []).map((o) => ({
            label: o.label,
            // Unpacked when looked at: fifty large observations would cost the page its first second.
            unpack: () => ({
                data: floats(o.data),
                inverseVariances: floats(o.inverseVariances),
                coefficients: floats(o.coefficients),
            }),
            chi2: toNumber(o.chi2),
            degreesOfFreedom: toNumber(o.degreesOfFreedom),
        })),
        summary: {
            ...summary,
            deadTemplates: summary.deadTemplates ?? [],
            warnings: summary.warnings ?? [],
            further: summary.further ?? [],
            ...Object.fromEntries(["observations", "passes", "seconds", "chi2", "degreesOfFreedom", "missingFraction",
                "negativeFraction"].map((name) => [name, toNumber(summary[name])])),
        },
    };
}

/** W h, one value a pixel. */
export function reconstruct(view, coefficients) {
    const sum = new Float64Array(view.pixels.count);
    view.templates.forEach((template, k) => {
        const h = coefficients[k];
        if (h > 0) {
            for (let i = 0; i < sum.length; i++) {
                sum[i] += h * template.values[i];
            }
        }
    });
    return sum;
}

/** Values in the order of the axis, null where there is none to draw. */
export function along(pixels, values, keep = Number.isFinite) {
    return Array.from({ length: pixels.count }, (_, i) => {
        const value = values[pixels.at(i)];
        return keep(value) ? value : null;
    });
}

/** Bands in the order of the axis, times a factor; undefined without any. */
export function bandsAlong(pixels, band, factor = 1) {
    return band ? Object.fromEntries(Object.entries(band).map(([name, values]) =>
        [name, along(pixels, factor === 1 ? values : values.map((v) => v * factor))])) : undefined;
}
