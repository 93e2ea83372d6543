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

/** Names of a species profile: 41, as in the air-quality data of PMF users. */
export const SPECIES = ["PM2.5 mass", "Organic carbon", "Elemental carbon", "Sulphate", "Nitrate", "Ammonium", "Al", "As",
    "Ba", "Br", "Ca", "Ce", "Cl", "Co", "Cr", "Cs", "Cu", "Eu", "Fe", "Ga", "Hf", "In", "K", "La", "Mg", "Mn", "Mo", "Na",
    "Ni", "P", "Pb", "Rb", "S", "Sb", "Se", "Si", "Sn", "Sr", "Ti", "V", "Zn"];

const percentiles = (mean, sd, factor) => packed(mean.map((m, i) => Math.max(0, m + factor * sd[i])));

const band = (mean, sd) => ({ low95: percentiles(mean, sd, -1.96), low68: percentiles(mean, sd, -1),
    high68: percentiles(mean, sd, 1), high95: percentiles(mean, sd, 1.96) });

/** Daily concentrations of 41 species from five sources, with ten starts of which few reach the lowest χ². */
export function species({ days = 366, seed = 5 } = {}) {
    const random = randomNumbers(seed);
    const profiles = Array.from({ length: 5 }, (_, k) => SPECIES.map((_, i) =>
        Math.max(0, (i % 5 === k ? 1 : 0.08) * 10 ** (-3 * random.uniform()))));
    const h = Array.from({ length: days }, (_, j) => profiles.map((_, k) =>
        (random.uniform() < 0.1 ? 0 : (1 + Math.sin(2 * Math.PI * (j / 365 + k / 5))) * random.uniform() * 20)));
    const date = (j) => new Date(Date.UTC(2020, 0, 1 + j)).toISOString().slice(0, 10);
    return {
        title: "My concentrations",
        pixels: { count: 41, title: "Pixel", positions: [], labels: SPECIES, gridRows: 0, gridColumns: 0 },
        templates: profiles.map((values, k) => ({ label: `Source ${k}`, values: packed(values),
            band: band(values, values.map((v) => 0.02 + 0.15 * v)) })),
        coefficients: { total: days, labels: h.map((_, j) => date(j)),
            columns: profiles.map((_, k) => packed(h.map((row) => row[k]))) },
        convergence: Array.from({ length: 10 }, (_, r) =>
            trace(`Restart ${r + 1}`, 60 + 13 * r, 15_000 * (1 + 0.012 * r), 0.2)),
        observations: h.slice(0, 3).map((row, j) => {
            const x = SPECIES.map((_, i) => profiles.reduce((sum, p, k) => sum + row[k] * p[i], 0));
            const sigma = x.map((v) => 0.05 + 0.1 * v);
            return { label: date(j), data: packed(x.map((v, i) => (i === 20 ? NaN : v + sigma[i] * random.normal()
                + (i === 8 ? 6 * sigma[i] : 0)))), inverseVariances: packed(sigma.map((s, i) => (i === 20 ? 0 : s ** -2))),
            coefficients: packed(row), chi2: 70, degreesOfFreedom: 36 };
        }),
        certainty: {
            posterior: null,
            uniqueness: { less: packed([0, 0.17, 0, 0.02, 0, 0.01, 0, 0, 0, 0, 0, 0, 0, 0.03, 0, 0, 0, 0, 0, 0, 0.3, 0, 0, 0, 0]),
                more: packed([0, 0.5, 0, 0.02, 0, 0.01, 0, 0, 0, 0, 0, 0, 0, 0.03, 0, 0, 0, 0, 0, 0, 0.02, 0, 0, 0, 0]) },
            starts: { chi2: [15_000, 15_180, 15_000.3, 15_540, 15_720, 15_900, 16_080, 15_000.9, 16_440, 16_620], best: 0,
                cosines: [0.9999, 0.9998, 0.8412, 0.9991, 0.9987] },
        },
        summary: summary({ observations: days, chi2: 15_000, degreesOfFreedom: 13_000 }),
    };
}

/** A posterior of two blended lines, with two chains that nearly agree. */
export function posterior({ pixels = 120, observations = 40, seed = 11 } = {}) {
    const random = randomNumbers(seed);
    const view = doublet({ pixels, observations, seed });
    const x = view.pixels.positions;
    const middle = 400 + pixels * 0.4;
    const means = [x.map((v) => bell(v, middle - 22, 8)), x.map((v) => bell(v, middle + 4, 14))];
    const walk = (from) => {
        let at = from;
        return Array.from({ length: 400 }, () => {
            at += 0.02 * random.normal() - 0.05 * (at - 0.1);
            return at;
        });
    };
    const sweeps = Array.from({ length: 400 }, (_, i) => 801 + 3 * i);
    return {
        ...view,
        title: "NMF Posterior",
        templates: means.map((mean, k) => ({ label: `Template ${k}`, values: packed(mean),
            band: band(mean, mean.map((m) => 0.03 + 0.08 * m)) })),
        coefficients: {
            ...view.coefficients,
            total: observations,
            bands: view.coefficients.columns.map(() => band(Array.from({ length: observations }, (_, j) => 1 + (j % 7) / 4),
                Array.from({ length: observations }, () => 0.3))),
            columns: view.coefficients.columns.map(() => packed(Array.from({ length: observations },
                (_, j) => 1 + (j % 7) / 4))),
        },
        convergence: [],
        certainty: {
            posterior: {
                rHat: 1.07, ess: 143.2, reconstructionRHat: 1.004, reconstructionEss: 612, mixing: 0.13, slowest: 1,
                rotationMean: packed([0.93, 0.11, 0.08, 0.97]), rotationSd: packed([0.05, 0.13, 0.04, 0.03]),
                chains: [{ sweep: sweeps, values: packed(walk(0)) }, { sweep: sweeps, values: packed(walk(0.3)) }],
            },
            uniqueness: null,
            starts: null,
        },
        summary: summary({ algorithm: "Posterior", stopReason: "The chains reached their limit.", converged: false,
            passes: 2000, observations, warnings: ["The data fix the templates only up to a mixture: the share of one "
                + "template in another has a standard deviation of up to 0.13. The errors of the templates contain it."] }),
    };
}

/** One to six templates compared, four recommended. */
export function ranks({ named: isNamed = false, seed = 9 } = {}) {
    const random = randomNumbers(seed);
    const x = Array.from({ length: 90 }, (_, i) => 400 + 4 * i);
    const shapes = Array.from({ length: 6 }, (_, k) => (isNamed ? SPECIES.map((_, i) => (i % 6 === k ? 1 : 0.1 * random.uniform()))
        : x.map((v) => bell(v, 430 + 55 * k, 22) + (k > 3 ? 0.5 * random.uniform() : 0.02 * random.uniform()))));
    const numbers = [1, 2, 3, 4, 5, 6];
    const falling = [9000, 6200, 4500, 4010, 3990, 3975];
    return {
        title: "NMF Rank",
        pixels: isNamed ? { count: 41, title: "", positions: [], labels: SPECIES, gridRows: 0, gridColumns: 0 }
            : { count: 90, title: "Wavelength (nm)", positions: x, labels: [], gridRows: 0, gridColumns: 0 },
        ranks: {
            rank: 4,
            reason: "4: the 5th lowers χ² by 20, within the 31 that noise alone allows, and the held-out χ² by 3 ± 4; the "
                + "residuals of 4 hold no more than noise (norm 12.1, noise up to 12.4)",
            rows: numbers.map((q) => ({ rank: q, templates: shapes.slice(0, q).map((values, k) => ({ values: packed(values),
                cosine: k < q - 1 ? 0.99 - 0.02 * k : "NaN" })) })),
            criteria: [
                { title: "Fall of χ²", note: "one more template while it is above the line", values: ["NaN", 2800, 1700, 490, 20, 15],
                    errors: [], limit: ["NaN", 60, 45, 38, 31, 30], log: true, choice: 4 },
                { title: "Residual norm", note: "one more template while it is above the line", values: [60, 41, 25, 12.1, 11.9, 11.7],
                    errors: [], limit: [12.9, 12.8, 12.6, 12.4, 12.3, 12.2], log: false, choice: 4 },
                { title: "Held-out gain", note: "one more template while it exceeds two standard errors", values:
                    ["NaN", 510, 300, 90, 3, -2], errors: ["NaN", 30, 20, 12, 4, 5], limit: [], log: false, choice: 4 },
                { title: "Masked χ² per entry", note: "smallest", values: [2.2, 1.6, 1.2, 1.03, 1.04, 1.08], errors: [],
                    limit: [], log: false, choice: 4 },
                { title: "AIC", note: "smallest", values: falling.map((v, i) => v + 40 * i), errors: [], limit: [], log: false,
                    choice: 4 },
                { title: "BIC", note: "smallest", values: falling.map((v, i) => v + 200 * i), errors: [], limit: [],
                    log: false, choice: 4 },
                { title: "Stability between halves", note: "the largest number with at least 0.9", values:
                    [0.999, 0.998, 0.996, 0.97, 0.6, 0.4], errors: [], limit: [0.9, 0.9, 0.9, 0.9, 0.9, 0.9], log: false,
                choice: 4 },
                { title: "χ² per degree of freedom", note: "near 1 for inverse variances", values:
                    [2.3, 1.6, 1.2, 1.01, 1.0, 0.99], errors: [], limit: [], log: false, choice: null },
            ],
        },
        summary: summary({ warnings: ["Residuals of neighbouring pixels are correlated over 3 pixels: entries were masked, "
            + "and signs changed, in blocks of that length"] }),
    };
}
