package org.noisynmf.headless.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.headless.output.fit.StoredFit;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.Vectors;
import org.noisynmf.io.source.NameOrder;

import picocli.CommandLine.Option;

/** The templates that a fit starts from, all of them: --templates, or those of the folder of --from; else their number. */
public final class StartTemplates {

    @Option(names = "--rank", paramLabel = "q", order = 20,
        description = "Number of templates, ≥ 1. Not needed if templates are given.")
    private @Nullable Integer m_rank;

    @Option(names = "--templates", paramLabel = "FILE", order = 21,
        description = "Templates, ≥ 0, from which the fit starts. Default: random starts.")
    private @Nullable Path m_templates;

    @Option(names = "--from", paramLabel = "FOLDER", order = 21,
        description = "Folder written by factorise: the fit starts from its templates. Chains of the command posterior "
            + "begin there without another fit.")
    private @Nullable Path m_from;

    @Option(names = "--freeze", paramLabel = "k", split = ",", order = 22,
        description = "Numbers, from 0, of given templates that are known and held, such as 0,3.")
    private @Nullable List<Integer> m_frozen;

    /** Null = none are given. */
    private @Nullable Vectors m_vectors;

    /**
     * Reads them, before anything else is asked.
     *
     * @param input how files are read
     * @param inputs hears of the file of --from. Modified.
     * @throws IOException if they cannot be read
     * @throws IllegalArgumentException if both are given
     */
    public void read(final InputOptions input, final InputFiles inputs) throws IOException {
        if (m_templates != null && m_from != null) {
            throw new IllegalArgumentException("Give --templates or --from, not both");
        }
        if (m_from != null) {
            inputs.add("--from", StoredFit.templates(m_from));
            m_vectors = StoredFit.readTemplates(m_from);
        } else if (m_templates != null) {
            m_vectors = input.readTemplates(m_templates);
        }
    }

    /** @return whether they are those of a fit, which need not be fitted again */
    public boolean fitted() {
        return m_from != null;
    }

    /** @return how the fit starts */
    public StartMethod method() {
        return m_vectors == null ? StartMethod.RANDOM : StartMethod.GIVEN;
    }

    /** @return the names of the templates, as far as they have any */
    public NameOrder.Axis axis() {
        return InputOptions.templateAxis(m_vectors);
    }

    /**
     * @return the number of templates
     * @throws IllegalArgumentException if it is unknown or contradicts the templates, or there are none to freeze
     */
    public int rank() {
        if (m_frozen != null && m_vectors == null) {
            throw new IllegalArgumentException(
                "--freeze needs --templates or --from, where the templates to hold are");
        }
        if (m_vectors == null) {
            if (m_rank == null) {
                throw new IllegalArgumentException("--rank is missing; give it, --templates or --from");
            }
            return m_rank;
        }
        if (m_rank != null && m_rank != m_vectors.count()) {
            throw new IllegalArgumentException(
                m_vectors.file() + " holds " + m_vectors.count() + " templates, but --rank is " + m_rank);
        }
        return m_vectors.count();
    }

    /**
     * @param input says what photon noise there is
     * @param data the observations
     * @return the problem with these templates
     * @throws IOException if a name of a pixel is on one side only
     */
    public NmfProblem problem(final InputOptions input, final ObservationsReader.Named data) throws IOException {
        final NmfProblem problem = NmfProblem.of(data.observations()).withPhotonNoise(input.photonNoise());
        if (m_vectors == null) {
            return problem;
        }
        final NmfProblem started = problem.withTemplates(InputOptions.templatesFor(m_vectors, data).values());
        return m_frozen == null ? started : started.withHeld(InputOptions.held(m_frozen, m_vectors));
    }
}
