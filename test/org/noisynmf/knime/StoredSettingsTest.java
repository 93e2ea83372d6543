package org.noisynmf.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.standin.spi.PortGroup;

/**
 * Settings that some version wrote must load in every later one and mean the same. The folder {@code settings} holds
 * them by version; a file of a released version is never changed. A setting that is added needs a default for files
 * without it.
 */
@RunWith(Parameterized.class)
public class StoredSettingsTest {

    private static final Path STORED =
        Path.of(System.getProperty("noisynmf.root", ".."), "test/org/noisynmf/knime/settings");

    private final String m_file;

    public StoredSettingsTest(final String file) {
        m_file = file;
    }

    /**
     * Writes the settings of this version.
     *
     * @param args the folder to write to
     */
    public static void main(final String[] args) throws Exception {
        for (final var node : nodes().entrySet()) {
            final NodeSettings settings = new NodeSettings("settings.xml");
            settings.addNodeSettings(node.getValue().settings());
            settings.addString("state", "CONFIGURED");
            settings.addString("factory", node.getValue().factoryClassName());
            settings.addNodeSettings(node.getValue().portSettings());
            final Path file = Path.of(args[0]).resolve(node.getKey() + ".xml");
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                settings.saveToXML(out);
            }
        }
    }

    /** The nodes of {@link #first()}, and those whose settings were added since once more with all of them. */
    private static Map<String, NodeHost> nodes() throws Exception {
        final Map<String, NodeHost> nodes = first();
        // hosts of their own, since options change them
        final Map<String, NodeHost> more = first();
        nodes.put("learner-later-changed",
            Nodes.with(more.get("learner-changed"), "data/gain", "2", "double", "data/extraUncertainty", "5", "double",
                "categories/column", "category", "String", "output/keptColumns", "ALL", "String", "output/uniqueness",
                "true", "boolean", "output/uniquenessWhereCheap", "false", "boolean", "output/axisTitle",
                "Wavelength (nm)", "String", "output/valueTitle", "Flux", "String"));
        nodes.put("noise-table-changed",
            Nodes.with(more.get("noise-changed"), "noiseTable", "BACKGROUND_VARIANCE", "String"));
        nodes.put("reader-files-changed",
            Nodes.with(more.get("reader-changed"), "array", "counts", "String", "missing", "-999", "String"));
        nodes.put("scorer-gain-changed", Nodes.with(more.get("scorer-device-changed"), "gain", "2", "double"));
        nodes.put("plot-later-changed",
            Nodes.with(more.get("plot-convergence-changed"), "gain", "2", "double", "logarithmic", "true", "boolean",
                "logarithmicChi2", "false", "boolean", "valueTitle", "Flux", "String"));
        nodes.put("rank-later-changed", Nodes.with(more.get("rank-changed"), "categories/column", "category", "String",
            "data/extraUncertainty", "5", "double"));
        nodes.put("posterior-later-changed",
            Nodes.with(more.get("posterior-held-changed"), "data/extraUncertainty", "5", "double"));
        nodes.put("timing-later-changed", Nodes.with(more.get("timing-changed"), "data/gain", "2", "double",
            "data/extraUncertainty", "5", "double"));
        return nodes;
    }

    /** Every node as it is when new, and once with every port and with no setting left at its default. */
    private static Map<String, NodeHost> first() throws Exception {
        final Map<String, NodeHost> nodes = new LinkedHashMap<>();
        nodes.put("learner-default", Nodes.learner(false));
        nodes.put("learner-changed", Nodes.with(
            Nodes.learner(true).withPorts("Start model", NmfModelPortObject.TYPE), "data/form", "VECTOR", "String",
            "data/vectorColumn", "Spectrum", "String", "data/weights", "VARIANCE", "String", "data/negativeValues",
            "CLIP", "String", "method/rank", "7", "int", "method/algorithm", "SHIFT", "String", "method/distance",
            "KULLBACK_LEIBLER", "String", "method/shiftFactor", "1.5", "double", "method/extrapolate", "true",
            "boolean", "method/sweeps_is_present", "true", "boolean", "method/sweeps", "3", "int",
            "method/innerSteps", "2", "int", "method/blockPivoting", "true", "boolean", "method/lineSearch", "true",
            "boolean", "method/epsilon", "1e-9", "double", "method/pixelAnchors", "true", "boolean",
            "method/tau", "0.2", "double", "method/annealing", "0", "double", "method/lineMinimum", "false", "boolean",
            "regularisation/pixelOverlap", "0.7", "double",
            "regularisation/templateL1", "0.1", "double", "regularisation/templateL2", "0.2", "double",
            "regularisation/templateOverlap", "0.3", "double", "regularisation/coefficientL1", "0.4", "double",
            "regularisation/coefficientL2", "0.5", "double", "regularisation/coefficientOverlap", "0.6", "double",
            "start/start", "GIVEN", "String", "start/growthPasses", "30", "int", "start/resume", "true", "boolean",
            "start/held", "0, 1", "String", "start/seed", "4711", "long", "start/starts", "4", "int",
            "stopping/iterations", "500", "int", "stopping/tolerance", "0", "double", "stopping/kktTolerance", "1e-4",
            "double", "stopping/seconds", "60", "double", "output/scaling", "SUM", "String", "output/ordered", "false",
            "boolean", "output/templatesForm", "VECTOR", "String", "output/imageRows", "8", "int",
            "execution/threads", "2", "int", "execution/device", "auto", "String", "execution/precision",
            "FLOAT32", "String"));
        nodes.put("projection-default", Nodes.projection(false, false));
        nodes.put("projection-changed", Nodes.with(Nodes.projection(true, true), "weights", "STANDARD_DEVIATION",
            "String", "standardErrors", "true", "boolean", "threads", "3", "int"));
        nodes.put("projection-device-changed", Nodes.with(Nodes.projection(true, true), "weights", "VARIANCE",
            "String", "standardErrors", "true", "boolean", "threads", "1", "int", "device", "0", "String"));
        nodes.put("simulator-default", Nodes.simulator());
        nodes.put("simulator-changed",
            Nodes.with(Nodes.simulator(), "doublet/pixels", "100", "int", "doublet/exposures", "50", "int",
                "doublet/amplitude", "20", "double", "doublet/lowestRatio", "0.1", "double", "doublet/highestRatio",
                "3", "double", "doublet/lowestNoise", "1", "double", "doublet/highestNoise", "2", "double",
                "doublet/draw", "VARIANCE", "String", "seed", "9007199254740992", "long", "form", "VECTOR", "String"));
        nodes.put("simulator-frame-changed",
            Nodes.with(Nodes.simulator(), "kind", "PARTS", "String", "quasars/frame", "OBSERVED", "String",
                "doublet/pixels", "100", "int",
                "doublet/exposures", "50", "int", "doublet/amplitude", "20", "double", "doublet/lowestRatio", "0.1",
                "double", "doublet/highestRatio", "3", "double", "doublet/lowestNoise", "1", "double",
                "doublet/highestNoise", "2", "double", "doublet/draw", "VARIANCE", "String", "quasars/spectra", "20",
                "int", "quasars/step", "0.002", "double", "quasars/lowestRedshift", "1", "double",
                "quasars/highestRedshift", "3", "double", "quasars/templates", "4", "int", "quasars/signalToNoise", "5",
                "double", "quasars/photons", "100", "double", "lowRank/observations", "30", "int", "lowRank/pixels",
                "20", "int", "lowRank/rank", "2", "int", "lowRank/noise", "0.1", "double", "parts/images", "10", "int",
                "parts/side", "8", "int", "parts/parts", "5", "int", "parts/probability", "0.5", "double",
                "parts/noise", "0.1", "double", "seed", "2", "long", "form", "VECTOR", "String"));
        nodes.put("simulator-background-changed",
            Nodes.with(Nodes.simulator(), "kind", "PARTS", "String", "quasars/frame", "OBSERVED", "String",
                "doublet/table", "BACKGROUND_VARIANCE", "String", "doublet/pixels", "100", "int",
                "doublet/exposures", "50", "int", "doublet/amplitude", "20", "double", "doublet/lowestRatio", "0.1",
                "double", "doublet/highestRatio", "3", "double", "doublet/lowestNoise", "1", "double",
                "doublet/highestNoise", "2", "double", "doublet/draw", "VARIANCE", "String", "quasars/spectra", "20",
                "int", "quasars/step", "0.002", "double", "quasars/lowestRedshift", "1", "double",
                "quasars/highestRedshift", "3", "double", "quasars/templates", "4", "int", "quasars/signalToNoise", "5",
                "double", "quasars/photons", "100", "double", "lowRank/observations", "30", "int", "lowRank/pixels",
                "20", "int", "lowRank/rank", "2", "int", "lowRank/noise", "0.1", "double", "parts/images", "10", "int",
                "parts/side", "8", "int", "parts/parts", "5", "int", "parts/probability", "0.5", "double",
                "parts/noise", "0.1", "double", "seed", "2", "long", "form", "VECTOR", "String"));
        nodes.put("noise-default", Nodes.noise());
        nodes.put("noise-changed", Nodes.with(Nodes.noise(), "data/form", "VECTOR", "String", "data/vectorColumn",
            "Spectrum", "String", "photonNoise", "true", "boolean", "photonsPerUnit", "100", "double", "gaussian",
            "STANDARD_DEVIATION", "String", "deviation", "0.5", "double", "ratio", "3", "double", "seed", "7", "long"));
        nodes.put("matcher-default", Nodes.matcher());
        nodes.put("matcher-changed", Nodes.with(Nodes.matcher(), "smallestSimilarity", "0.5", "double", "rescale",
            "false", "boolean"));
        nodes.put("scorer-default", Nodes.scorer(false, false));
        nodes.put("scorer-changed", Nodes.with(Nodes.scorer(true, true), "weights", "VARIANCE", "String",
            "learntOnThese", "true", "boolean", "threads", "2", "int"));
        nodes.put("scorer-device-changed", Nodes.with(Nodes.scorer(true, true), "weights", "STANDARD_DEVIATION",
            "String", "learntOnThese", "true", "boolean", "threads", "4", "int", "device", "auto", "String"));
        nodes.put("plot-default", Nodes.plot());
        nodes.put("plot-changed", Nodes.with(Nodes.plot(), "plot", "OBSERVATION", "String", "rowId", "Row7", "String",
            "weights", "VARIANCE", "String", "axisTitle", "Wavelength (nm)", "String", "width", "640", "int", "height",
            "480", "int", "resolution", "2.5", "double"));
        nodes.put("plot-convergence-changed", Nodes.with(Nodes.plot(), "plot", "CONVERGENCE", "String", "along",
            "SECONDS", "String", "kkt", "true", "boolean", "rowId", "Row7", "String", "weights", "VARIANCE", "String",
            "axisTitle", "Wavelength (nm)", "String", "width", "640", "int", "height", "480", "int", "resolution",
            "2.5",
            "double"));
        nodes.put("histogram-default", Nodes.histogram());
        nodes.put("histogram-changed", Nodes.with(Nodes.histogram(), "column", "Chi-square", "String", "bins", "20",
            "int", "share", "90", "double", "image/width", "640", "int", "image/height", "480", "int",
            "image/resolution", "2.5", "double"));
        nodes.put("timing-default", Nodes.timing(false));
        nodes.put("timing-changed", Nodes.with(Nodes.timing(true), "data/form", "VECTOR", "String",
            "data/vectorColumn", "Spectrum", "String", "data/weights", "VARIANCE", "String", "data/negativeValues",
            "CLIP", "String", "algorithm", "NEARLY", "String", "templates", "3", "int", "observationSizes", "10, 20",
            "String", "templateSizes", "1, 3", "String", "pixelSizes", "5, 7", "String", "passes", "7", "int", "warmUp",
            "0.5", "double", "execution/threads", "1", "int", "execution/precision", "FLOAT32", "String",
            "execution/device", "auto", "String", "image/width", "640", "int", "image/height", "480", "int",
            "image/resolution", "2.5", "double"));
        nodes.put("reader-default", Nodes.reader());
        nodes.put("reader-changed",
            Nodes.with(Nodes.reader(), "location", "knime://knime.workflow/data/x.csv", "String", "transposed", "true",
                "boolean", "delimiter", "TAB", "String", "header", "true", "boolean", "rowIds", "true", "boolean",
                "form", "VECTOR", "String"));
        nodes.put("spectra-reader-default", Nodes.spectraReader());
        nodes.put("spectra-reader-changed",
            Nodes.with(Nodes.spectraReader(), "location", "knime://knime.workflow/data", "String",
                "uncertaintyLocation", "knime://knime.workflow/sigma.fits", "String", "flux", "B_FLUX", "String",
                "uncertainty", "B_IVAR", "String", "kind", "INVERSE_VARIANCE", "String", "wavelengths", "B_WAVELENGTH",
                "String", "scale", "LOG10", "String"));
        nodes.put("spectra-reader-masks-default", Nodes.spectraReader());
        nodes.put("spectra-reader-masks-changed",
            Nodes.with(Nodes.spectraReader(), "location", "knime://knime.workflow/data", "String",
                "uncertaintyLocation", "knime://knime.workflow/sigma.fits", "String", "flux", "B_FLUX", "String",
                "uncertainty", "B_IVAR", "String", "kind", "INVERSE_VARIANCE", "String", "wavelengths", "B_WAVELENGTH",
                "String", "scale", "LOG10", "String", "masked", "BITS", "String", "mask", "B_MASK", "String",
                "maskBits",
                "4294967297", "long"));
        nodes.put("spectra-writer-default", Nodes.spectraWriter(false, false));
        nodes.put("spectra-writer-changed",
            Nodes.with(Nodes.spectraWriter(true, true), "form", "VECTOR", "String", "vectorColumn", "Template",
                "String",
                "location", "knime://knime.workflow/data/x.fits", "String", "overwrite", "true", "boolean"));
        nodes.put("aligner-default", Nodes.aligner());
        nodes.put("aligner-changed",
            Nodes.with(Nodes.aligner(), "wavelengths", "lambda", "String", "flux", "f", "String", "weighted", "false",
                "boolean", "inverseVariances", "v", "String", "redshifted", "false", "boolean", "redshifts", "z",
                "String", "step", "0.001", "double", "range", "GIVEN", "String", "lowest", "100", "double", "highest",
                "200", "double", "trimLow", "5", "int", "trimHigh", "6", "int", "coverage", "1", "double",
                "renormalise", "false", "boolean", "reference", "Row3", "String", "fewest", "100", "int", "leaveOut",
                "true", "boolean", "form", "COLUMNS", "String"));
        nodes.put("spectra-reader-units-changed",
            Nodes.with(Nodes.spectraReader(), "location", "knime://knime.workflow/data", "String",
                "uncertaintyLocation", "knime://knime.workflow/sigma.fits", "String", "flux", "B_FLUX", "String",
                "uncertainty", "B_IVAR", "String", "kind", "INVERSE_VARIANCE", "String", "wavelengths", "B_WAVELENGTH",
                "String", "scale", "LOG10", "String", "masked", "BITS", "String", "mask", "B_MASK", "String",
                "maskBits",
                "4294967297", "long", "unit",
                "NANOMETRE", "String", "redshift", "ZSYS", "String"));
        nodes.put("spectra-writer-redrock-changed",
            Nodes.with(Nodes.spectraWriter(true, true), "form", "VECTOR", "String", "vectorColumn", "Template",
                "String",
                "location", "knime://knime.workflow/data/x.fits", "String", "overwrite", "true", "boolean", "format",
                "REDROCK",
                "String", "redrockType", "QSO", "String", "redrockSubtype", "HIZ", "String", "redrockVersion", "2",
                "String", "igm", "INOUE14", "String", "redshifts", "true", "boolean", "lowestRedshift", "1", "double",
                "highestRedshift", "3", "double", "redshiftStep", "0.001", "double"));
        nodes.put("aligner-names-changed",
            Nodes.with(Nodes.aligner(), "wavelengths", "lambda", "String", "flux", "f", "String", "weighted", "false",
                "boolean", "inverseVariances", "v", "String", "redshifted", "false", "boolean", "redshifts", "z",
                "String", "step", "0.001", "double", "range", "GIVEN", "String", "lowest", "100", "double", "highest",
                "200", "double", "trimLow", "5", "int", "trimHigh", "6", "int", "coverage", "1", "double",
                "renormalise", "false", "boolean", "reference", "Row3", "String", "fewest", "100", "int", "leaveOut",
                "true", "boolean", "form", "COLUMNS", "String", "exactNames",
                "false", "boolean", "restFrame", "true", "boolean"));
        nodes.put("redshift-default", Nodes.redshift());
        nodes.put("redshift-changed",
            Nodes.with(Nodes.redshift(), "wavelengths", "lambda", "String", "flux", "f", "String",
                "weighted", "false", "boolean", "inverseVariances", "v", "String", "lowest", "0.5", "double", "highest",
                "3",
                "double", "step", "0.001", "double", "linear", "true", "boolean", "continuum", "3", "int", "best", "5",
                "int",
                "coverage", "1", "double", "threads", "1", "int", "rowId", "Row3", "String", "image/width", "500",
                "int",
                "image/height", "400", "int", "image/resolution", "2", "double"));
        nodes.put("rank-default", Nodes.rank(false));
        nodes.put("rank-changed", Nodes.with(Nodes.rank(true), "data/form", "VECTOR", "String",
            "data/vectorColumn", "Spectrum", "String", "data/weights", "VARIANCE", "String", "data/negativeValues",
            "CLIP", "String", "data/gain", "2", "double", "from", "2", "int", "to", "5", "int", "folds", "4", "int",
            "masks",
            "3", "int", "starts", "2", "int", "seed", "7", "long", "threads", "1", "int"));
        nodes.put("posterior-default", Nodes.posterior(false, false));
        nodes.put("posterior-changed", Nodes.with(Nodes.posterior(true, true), "data/form", "VECTOR", "String",
            "data/vectorColumn", "Spectrum", "String", "data/weights", "VARIANCE", "String", "data/negativeValues",
            "CLIP", "String", "data/gain", "2", "double", "freeNoiseScale", "true", "boolean", "rank", "3", "int",
            "starts", "4", "int", "chains", "3", "int", "sweeps", "500", "int", "draws", "60", "int", "seed", "7",
            "long", "threads", "1", "int"));
        nodes.put("errors-default", Nodes.errors(false));
        nodes.put("errors-changed", Nodes.with(Nodes.errors(true), "weights", "VARIANCE", "String", "gain", "2",
            "double", "method", "DISPLACEMENT", "String", "samples", "20", "int", "block", "5", "int", "levels", "1, 4",
            "String", "pixels", "3, 5", "String", "groups", "7", "int", "held", "0", "String", "seed", "7", "long",
            "threads", "1", "int"));
        nodes.put("posterior-held-changed", Nodes.with(
            Nodes.posterior(true, true).withPorts("Reconstruction", BufferedDataTable.TYPE), "data/form", "VECTOR",
            "String",
            "data/vectorColumn", "Spectrum", "String", "data/weights", "VARIANCE", "String", "data/negativeValues",
            "CLIP", "String", "data/gain", "2", "double", "freeNoiseScale", "true", "boolean", "rank", "3", "int",
            "starts", "4", "int", "chains", "3", "int", "sweeps", "500", "int", "draws", "60", "int", "seed", "7",
            "long", "threads", "1", "int", "held", "0, 1", "String", "quantiles", "true", "boolean"));
        nodes.put("projection-errors-changed", Nodes.with(Nodes.projection(true, true), "weights", "VARIANCE",
            "String", "standardErrors", "true", "boolean", "signedEstimates", "true", "boolean", "templateErrors",
            "true", "boolean", "threads", "1", "int", "device", "0", "String", "gain", "2", "double", "keptColumns",
            "ALL", "String"));
        return nodes;
    }

    @Parameters(name = "{0}")
    public static Collection<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(STORED)) {
            final List<String> stored = new ArrayList<>(files.filter(f -> f.toString().endsWith(".xml"))
                .map(f -> STORED.relativize(f).toString().replace('\\', '/')).sorted().toList());
            assertThat(stored).isNotEmpty();
            return stored;
        }
    }

    @Test
    public void storedSettingsLoadAndKeepEveryValue() throws Exception {
        final NodeSettings stored = read();
        final NodeHost node = NodeHost.load(stored, null);
        assertKept(stored.getNodeSettings("model"), node.settings(), "");
        assertPortsKept(stored.getNodeSettings("node_creation_config"), node);
    }

    /**
     * A setting that a node saves and a stored file lacks was added later; {@code later.properties} says for which node, and
     * what it is for workflows without it. Whoever adds a setting meets this test.
     */
    @Test
    public void settingsAddedLaterAreListedWithWhatTheyAreForOlderWorkflows() throws Exception {
        final NodeSettings stored = read();
        final NodeSettings now = NodeHost.load(stored, null).settings();
        final Map<String, String> added = leaves(now, "");
        added.keySet().removeAll(leaves(stored.getNodeSettings("model"), "").keySet());
        final Map<String, String> unlisted = new TreeMap<>();
        added.forEach((key, value) -> unlisted.put(node(stored) + "." + key, value));
        unlisted.entrySet().removeAll(later().entrySet());
        assertThat(unlisted).as("settings that " + m_file + " lacks, and what they are when it is loaded").isEmpty();
    }

    /** The simple name of the factory. */
    static String node(final NodeSettings stored) {
        final String factory = stored.getString("factory", "");
        return factory.substring(factory.lastIndexOf('.') + 1);
    }

    /** Node and key to the value that older workflows get. */
    static Map<String, String> later() throws IOException {
        final Properties listed = new Properties();
        try (Reader in = Files.newBufferedReader(STORED.resolve("later.properties"))) {
            listed.load(in);
        }
        final Map<String, String> later = new TreeMap<>();
        listed.forEach((key, value) -> later.put((String)key, (String)value));
        return later;
    }

    /** Every value by its path. */
    static Map<String, String> leaves(final NodeSettings settings, final String path) throws Exception {
        final Map<String, String> leaves = new TreeMap<>();
        for (final String key : settings.keySet()) {
            if (settings.getEntry(key) instanceof NodeSettings group) {
                leaves.putAll(leaves(group, path + key + "/"));
            } else {
                leaves.put(path + key, settings.getEntry(key).toStringValue());
            }
        }
        return leaves;
    }

    /** Connections count ports, so that a later version may only add some behind those of the old one. */
    private static void assertPortsKept(final NodeSettings old, final NodeHost node) throws Exception {
        final List<String> before = new ArrayList<>(old.keySet());
        for (final String group : before) {
            assertThat(node.portSettings().getNodeSettings(group)).as(group).isEqualTo(old.getNodeSettings(group));
        }
        for (final boolean input : new boolean[]{true, false}) {
            final List<String> now = node.portGroups().stream().filter(g -> g.isInput() == input).map(PortGroup::id)
                .toList();
            assertThat(now).as("ports in their old order").startsWith(
                before.stream().filter(now::contains).toArray(String[]::new));
        }
    }

    /** Every key of the old settings is in the new ones with its value; new keys may have joined. */
    private static void assertKept(final NodeSettings old, final NodeSettings now, final String path)
        throws Exception {
        for (final String key : old.keySet()) {
            assertThat(now.containsKey(key)).as(path + key).isTrue();
            if (old.getEntry(key) instanceof NodeSettings group) {
                assertKept(group, now.getNodeSettings(key), path + key + "/");
            } else {
                assertThat(now.getEntry(key)).as(path + key).isEqualTo(old.getEntry(key));
            }
        }
    }

    /** A test of files with changed values that are the defaults would prove nothing. */
    @Test
    public void changedSettingsDifferFromTheDefaultsEverywhere() throws Exception {
        if (m_file.endsWith("-changed.xml")) {
            final NodeSettings changed = read();
            final NodeHost fresh = NodeHost.create(changed.getString("factory"));
            assertDiffers(changed.getNodeSettings("model"), fresh.settings(), "");
        } else {
            assertThat(m_file).endsWith("-default.xml");
        }
    }

    private static void assertDiffers(final NodeSettings changed, final NodeSettings fresh, final String path)
        throws Exception {
        for (final String key : changed.keySet()) {
            if (key.equals("pixelColumns")) {
                continue;
            }
            if (changed.getEntry(key) instanceof NodeSettings group) {
                assertDiffers(group, fresh.getNodeSettings(key), path + key + "/");
            } else {
                assertThat(changed.getEntry(key)).as(path + key).isNotEqualTo(fresh.getEntry(key));
            }
        }
    }

    NodeSettings read() throws IOException {
        try (InputStream in = Files.newInputStream(STORED.resolve(m_file))) {
            return (NodeSettings)NodeSettings.loadFromXML(in);
        }
    }
}
