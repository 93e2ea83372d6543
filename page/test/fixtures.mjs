/* Views as the plug-in's records would write them, with known content. */

/** Mulberry32: small, seeded, good enough for noise on a picture. */
export function randomNumbers(seed) {
    let state = seed >>> 0;
    const uniform = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    return { uniform, normal };
}

export const packed = (values) => ({ float32: Buffer.from(Float32Array.from(values).buffer).toString("base64") });

/** A line of unit height. */
export const bell = (x, centre, width) => Math.exp(-0.5 * ((x - centre) / width) ** 2);

function trace(label, passes, end, rate, growthPasses = 0) {
    const rows = Array.from({ length: passes + 1 }, (_, p) => p);
    return {
        label,
        growthPasses,
        pass: rows,
        chi2: rows.map((p) => end * (1 + 30 * Math.exp(-rate * p) + 0.4 / (1 + p) ** 1.5)),
        kkt: rows.map((p) => (p === 0 ? "NaN" : 200 * Math.exp(-rate * 0.6 * p) + 0.01 / p)),
        seconds: rows.map((p) => p * 0.004),
    };
}

const summary = (changes) => ({
    algorithm: "Nearly-NMF",
    stopReason: "χ² fell by less than 1e-6 over the last 10 iterations.",
    converged: true,
    observations: 500,
    passes: 212,
    seconds: 1.85,
    chi2: 124_310.2,
    degreesOfFreedom: 123_500,
    missingFraction: 0.0123,
    negativeFraction: 0.331,
    deadTemplates: [],
    device: "CPU, 2 threads",
    warnings: [],
    further: [],
    ...changes,
});

/** Spectra of two blended lines: a third of the values negative, some pixels never seen. */
export function doublet({ pixels = 250, observations = 20, seed = 1 } = {}) {
    const random = randomNumbers(seed);
    const x = Array.from({ length: pixels }, (_, i) => 400 + i * 0.8);
    const middle = 400 + pixels * 0.4;
    const templates = [x.map((v) => bell(v, middle - 22, 8) + 0.7 * bell(v, middle + 22, 8)),
        x.map((v) => bell(v, middle + 4, 14))];
    const h = Array.from({ length: observations }, () => [3 * random.uniform(), 3 * random.uniform()]);
    return {
        title: "NMF Learner",
        pixels: { count: pixels, title: "Wavelength (nm)", positions: x, labels: [], gridRows: 0, gridColumns: 0 },
        templates: templates.map((values, k) => ({ label: `Template ${k}`, values: packed(values) })),
        coefficients: {
            total: 500,
            labels: h.map((_, j) => `Row${j}`),
            columns: [packed(h.map((row) => row[0])), packed(h.map((row) => row[1]))],
        },
        convergence: [trace("Restart 1", 212, 124_310.2, 0.06), trace("Restart 2", 180, 124_420, 0.05),
            trace("Restart 3", 240, 126_000, 0.03)],
        observations: h.slice(0, 8).map((row, j) => {
            const sigma = x.map((v, i) => 0.25 + 0.5 * (i / pixels) + 0.15 * random.uniform());
            const seen = x.map((v, i) => !(i > 40 && i < 60) && random.uniform() > 0.03);
            return {
                label: `Row${j}`,
                data: packed(x.map((v, i) => (seen[i]
                    ? row[0] * templates[0][i] + row[1] * templates[1][i] + sigma[i] * random.normal() : NaN))),
                inverseVariances: packed(sigma.map((s, i) => (seen[i] ? 1 / s ** 2 : 0))),
                coefficients: packed(row),
                chi2: 231.4,
                degreesOfFreedom: 222,
            };
        }),
        summary: summary(),
    };
}

/** Twenty rough templates of thousands of pixels, fifty stored observations that each cover a part of them. */
export function large({ pixels = 11_050, rank = 20, observations = 50, seed = 7 } = {}) {
    const random = randomNumbers(seed);
    const x = Array.from({ length: pixels }, (_, i) => 1000 * 10 ** (i * 1e-4));
    const templates = Array.from({ length: rank }, (_, k) => {
        const centres = Array.from({ length: 6 }, () => random.uniform() * pixels);
        return x.map((_, i) => centres.reduce((sum, c) => sum + bell(i, c, 60 + 20 * k), 0)
            + 0.3 * (i / pixels) + 0.05 * random.uniform());
    });
    return {
        title: "NMF Learner",
        pixels: { count: pixels, title: "Rest wavelength (Å)", positions: x, labels: [], gridRows: 0, gridColumns: 0 },
        templates: templates.map((values, k) => ({ label: `Template ${k}`, values: packed(values) })),
        coefficients: {
            total: 2000,
            labels: Array.from({ length: 2000 }, (_, j) => `qso-${j}`),
            columns: templates.map(() => packed(Array.from({ length: 2000 },
                () => (random.uniform() < 0.3 ? 0 : random.uniform() ** 2)))),
        },
        convergence: [trace("Run", 400, 8.6e6, 0.04, 60)],
        observations: Array.from({ length: observations }, (_, j) => {
            const h = templates.map(() => (random.uniform() < 0.5 ? 0 : random.uniform()));
            const start = Math.floor(random.uniform() * pixels * 0.6);
            const end = start + Math.floor(pixels * 0.39);
            const sigma = x.map(() => 0.4 + 0.4 * random.uniform());
            return {
                label: `qso-${j * 40}`,
                data: packed(x.map((_, i) => (i < start || i >= end ? NaN
                    : templates.reduce((sum, t, k) => sum + h[k] * t[i], 0) + sigma[i] * random.normal()))),
                inverseVariances: packed(sigma.map((s, i) => (i < start || i >= end ? 0 : 1 / s ** 2))),
                coefficients: packed(h),
                chi2: 4400,
                degreesOfFreedom: 4290,
            };
        }),
        summary: summary({ observations: 2000, missingFraction: 0.61, negativeFraction: 0.11, passes: 400,
            converged: false, stopReason: "The limit of 400 iterations was reached.",
            warnings: ["Template 7 is used by no observation."], deadTemplates: ["Template 7"] }),
    };
}

/** Images of 8 × 8 pixels without weights. */
export function digits({ seed = 3 } = {}) {
    const random = randomNumbers(seed);
    const shapes = Array.from({ length: 16 }, () => {
        const [row, column, tilt] = [2 + 4 * random.uniform(), 2 + 4 * random.uniform(), 3 * random.uniform()];
        return Array.from({ length: 64 }, (_, i) =>
            bell((Math.floor(i / 8) - row) * Math.cos(tilt) + (i % 8 - column) * Math.sin(tilt), 0, 0.8)
            * bell(Math.hypot(Math.floor(i / 8) - row, i % 8 - column), 0, 2.2));
    });
    return {
        title: "Parts of digits",
        pixels: { count: 64, title: "Pixel", positions: [], labels: [], gridRows: 8, gridColumns: 8 },
        templates: shapes.map((values, k) => ({ label: `Part ${k}`, values: packed(values) })),
        coefficients: { total: 0, labels: [], columns: [] },
        convergence: [],
        observations: Array.from({ length: 5 }, (_, j) => {
            const h = shapes.map(() => (random.uniform() < 0.7 ? 0 : 8 * random.uniform()));
            return {
                label: `digit ${j}`,
                data: packed(Array.from({ length: 64 }, (_, i) =>
                    shapes.reduce((sum, s, k) => sum + h[k] * s[i], 0) + 0.5 * random.normal())),
                inverseVariances: null,
                coefficients: packed(h),
                chi2: "NaN",
                degreesOfFreedom: "NaN",
            };
        }),
        summary: summary({ chi2: "NaN", degreesOfFreedom: "NaN", seconds: "NaN" }),
    };
}

/** Named pixels in no order of their own, with numbers written out instead of packed. */
export function named() {
    const labels = ["CO", "NO2", "O3", "PM10", "PM2.5", "SO2", "Benzene"];
    return {
        title: "Air quality",
        pixels: { count: 7, title: "Pixel", positions: [], labels, gridRows: 0, gridColumns: 0 },
        templates: [{ label: "Traffic", values: [3, 2.5, 0, 1, 0.8, 0.1, 1.9] },
            { label: "Summer", values: [0.1, 0.2, 4, 0.5, "NaN", 0.2, 0] }],
        coefficients: { total: 2, labels: ["Mon", "Tue"], columns: [[1, 2], [0, 0.5]] },
        convergence: [{ label: "Run", growthPasses: 0, pass: [0, 1, 2], chi2: [90, "Infinity", 40],
            kkt: ["NaN", "NaN", "NaN"], seconds: [] }],
        observations: [],
        summary: summary({ chi2: 40, degreesOfFreedom: "NaN" }),
    };
}

/** A result without templates, as of an empty table. */
export const empty = () => ({
    title: "NMF Learner",
    pixels: { count: 0, title: "Pixel", positions: [], labels: [], gridRows: 0, gridColumns: 0 },
    templates: [],
    coefficients: { total: 0, labels: [], columns: [] },
    convergence: [],
    observations: [],
    summary: summary({ observations: 0, passes: 0, chi2: "NaN", degreesOfFreedom: "NaN" }),
});
