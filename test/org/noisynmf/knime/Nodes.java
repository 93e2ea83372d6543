package org.noisynmf.knime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;

import org.assertj.core.api.AbstractThrowableAssert;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.errors.NmfErrorEstimatesNodeFactory;
import org.noisynmf.knime.evaluate.FactorisationScorerNodeFactory;
import org.noisynmf.knime.evaluate.TemplateMatcherNodeFactory;
import org.noisynmf.knime.fits.SpectraReaderNodeFactory;
import org.noisynmf.knime.fits.SpectraWriterNodeFactory;
import org.noisynmf.knime.histogram.ChiSquareHistogramNodeFactory;
import org.noisynmf.knime.learner.NmfLearnerNodeFactory;
import org.noisynmf.knime.noise.AddNoiseNodeFactory;
import org.noisynmf.knime.plot.NmfPlotNodeFactory;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.posterior.NmfPosteriorNodeFactory;
import org.noisynmf.knime.projection.NnlsProjectionNodeFactory;
import org.noisynmf.knime.rank.NmfRankNodeFactory;
import org.noisynmf.knime.reader.MatrixReaderNodeFactory;
import org.noisynmf.knime.redshift.RedshiftScanNodeFactory;
import org.noisynmf.knime.simulator.NoisyDataSimulatorNodeFactory;
import org.noisynmf.knime.spectra.RestFrameAlignerNodeFactory;
import org.noisynmf.knime.timing.NmfTimingNodeFactory;
import org.noisynmf.standin.NodeHost;

/** The nodes, run as KNIME runs them. */
public final class Nodes {

    private Nodes() {
    }

    /** @return a learner with a weights port or without */
    public static NodeHost learner(final boolean weighted) {
        final NodeHost host = NodeHost.create(NmfLearnerNodeFactory.class.getName());
        return weighted ? host.withPorts("Weights", BufferedDataTable.TYPE) : host;
    }

    /** @return a learner that starts from a model */
    public static NodeHost continuingLearner() {
        return NodeHost.create(NmfLearnerNodeFactory.class.getName()).withPorts("Start model", NmfModelPortObject.TYPE);
    }

    /** @return a projection with the optional ports wanted */
    public static NodeHost projection(final boolean weighted, final boolean reconstructing) {
        final NodeHost host = NodeHost.create(NnlsProjectionNodeFactory.class.getName());
        if (weighted) {
            host.withPorts("Weights", BufferedDataTable.TYPE);
        }
        return reconstructing ? host.withPorts("Reconstruction", BufferedDataTable.TYPE) : host;
    }

    /** @return a matcher of templates */
    public static NodeHost matcher() {
        return NodeHost.create(TemplateMatcherNodeFactory.class.getName());
    }

    /** @return a scorer with the optional ports wanted */
    public static NodeHost scorer(final boolean weighted, final boolean comparing) {
        final NodeHost host = NodeHost.create(FactorisationScorerNodeFactory.class.getName());
        if (weighted) {
            host.withPorts("Weights", BufferedDataTable.TYPE);
        }
        return comparing ? host.withPorts("Comparison model", NmfModelPortObject.TYPE) : host;
    }

    /** @return a plot */
    public static NodeHost plot() {
        return NodeHost.create(NmfPlotNodeFactory.class.getName());
    }

    /** @return a histogram */
    public static NodeHost histogram() {
        return NodeHost.create(ChiSquareHistogramNodeFactory.class.getName());
    }

    /** @return a node that scans redshifts */
    public static NodeHost redshift() {
        return NodeHost.create(RedshiftScanNodeFactory.class.getName());
    }

    /** @return a node that times, with a weights port or without */
    public static NodeHost timing(final boolean weighted) {
        final NodeHost host = NodeHost.create(NmfTimingNodeFactory.class.getName());
        return weighted ? host.withPorts("Weights", BufferedDataTable.TYPE) : host;
    }

    /** @return a node that compares numbers of templates, with a weights port or without */
    public static NodeHost rank(final boolean weighted) {
        final NodeHost host = NodeHost.create(NmfRankNodeFactory.class.getName());
        return weighted ? host.withPorts("Weights", BufferedDataTable.TYPE) : host;
    }

    /** @return a node that samples the posterior, with the optional ports wanted */
    public static NodeHost posterior(final boolean weighted, final boolean started) {
        final NodeHost host = NodeHost.create(NmfPosteriorNodeFactory.class.getName());
        if (weighted) {
            host.withPorts("Weights", BufferedDataTable.TYPE);
        }
        return started ? host.withPorts("Start model", NmfModelPortObject.TYPE) : host;
    }

    /** @return a node that estimates errors, with a weights port or without */
    public static NodeHost errors(final boolean weighted) {
        final NodeHost host = NodeHost.create(NmfErrorEstimatesNodeFactory.class.getName());
        return weighted ? host.withPorts("Weights", BufferedDataTable.TYPE) : host;
    }

    /** @return a simulator */
    public static NodeHost simulator() {
        return NodeHost.create(NoisyDataSimulatorNodeFactory.class.getName());
    }

    /** @return a node that adds noise */
    public static NodeHost noise() {
        return NodeHost.create(AddNoiseNodeFactory.class.getName());
    }

    /** @return a reader */
    public static NodeHost reader() {
        return NodeHost.create(MatrixReaderNodeFactory.class.getName());
    }

    /** @return a reader of spectra */
    public static NodeHost spectraReader() {
        return NodeHost.create(SpectraReaderNodeFactory.class.getName());
    }

    /** @return a writer of spectra with the optional tables wanted */
    public static NodeHost spectraWriter(final boolean weights, final boolean wavelengths) {
        final NodeHost host = NodeHost.create(SpectraWriterNodeFactory.class.getName());
        if (weights) {
            host.withPorts("Inverse variances", BufferedDataTable.TYPE);
        }
        return wavelengths ? host.withPorts("Wavelengths", BufferedDataTable.TYPE) : host;
    }

    /** @return an aligner of spectra */
    public static NodeHost aligner() {
        return NodeHost.create(RestFrameAlignerNodeFactory.class.getName());
    }

    /** Sets options, given as path, value, type, path, … */
    public static NodeHost with(final NodeHost node, final String... options) throws InvalidSettingsException {
        for (int o = 0; o < options.length; o += 3) {
            node.setOption(options[o], options[o + 1], options[o + 2]);
        }
        return node;
    }

    /** Configures with the specs of the inputs. */
    public static PortObjectSpec[] configure(final NodeHost node, final PortObject... inputs)
        throws InvalidSettingsException {
        return node
            .configure(Arrays.stream(inputs).map(o -> o == null ? null : o.getSpec()).toArray(PortObjectSpec[]::new));
    }

    /** Configures and executes. */
    public static PortObject[] run(final NodeHost node, final PortObject... inputs) throws Exception {
        configure(node, inputs);
        return node.execute(inputs);
    }

    /** @return what is said when configure refuses */
    public static AbstractThrowableAssert<?, ?> refusedAtConfigure(final NodeHost node, final PortObject... inputs) {
        return assertThatThrownBy(() -> configure(node, inputs)).isInstanceOf(InvalidSettingsException.class);
    }

    /** @return what is said when configure accepts and execute refuses */
    public static AbstractThrowableAssert<?, ?> refusedAtExecute(final NodeHost node, final PortObject... inputs)
        throws Exception {
        configure(node, inputs);
        return assertThatThrownBy(() -> node.execute(inputs)).isInstanceOf(KNIMEException.class);
    }

    /** @return an output as a table */
    public static BufferedDataTable table(final PortObject[] outputs, final int port) {
        return (BufferedDataTable)outputs[port];
    }
}
