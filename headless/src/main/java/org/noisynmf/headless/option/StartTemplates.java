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

/**
 * The templates that a fit starts from, all of them: --templates, or those of the folder of --from.
 *
 * @param vectors what it holds; null = none are given
 */
public record StartTemplates(@Nullable Vectors vectors) {

    /**
     * @param input how files are read
     * @param templates the file of --templates, or null
     * @param from the folder of --from, or null
     * @param inputs hears of the file of --from. Modified.
     * @return the templates of whichever is given
     * @throws IOException if they cannot be read
     * @throws IllegalArgumentException if both are given
     */
    public static StartTemplates read(final InputOptions input, final @Nullable Path templates,
        final @Nullable Path from, final InputFiles inputs) throws IOException {
        if (templates != null && from != null) {
            throw new IllegalArgumentException("Give --templates or --from, not both");
        }
        if (from != null) {
            final Path file = StoredFit.templates(from);
            inputs.add("--from", file);
            return new StartTemplates(StoredFit.readTemplates(from));
        }
        return new StartTemplates(templates == null ? null : input.readTemplates(templates));
    }

    /** @return how the fit starts */
    public StartMethod method() {
        return vectors == null ? StartMethod.RANDOM : StartMethod.GIVEN;
    }

    /** @return the names of the templates, as far as they have any */
    public NameOrder.Axis axis() {
        return InputOptions.templateAxis(vectors);
    }

    /**
     * @param asked --rank, or null
     * @param frozen --freeze, or null
     * @return the number of templates
     * @throws IllegalArgumentException if it is unknown or contradicts the templates, or there are none to freeze
     */
    public int rank(final @Nullable Integer asked, final @Nullable List<Integer> frozen) {
        if (frozen != null && vectors == null) {
            throw new IllegalArgumentException(
                "--freeze needs --templates or --from, where the templates to hold are");
        }
        if (vectors == null) {
            if (asked == null) {
                throw new IllegalArgumentException(
                    "--rank is missing; give it, --templates or --from");
            }
            return asked;
        }
        if (asked != null && asked != vectors.count()) {
            throw new IllegalArgumentException(
                vectors.file() + " holds " + vectors.count() + " templates, but --rank is " + asked);
        }
        return vectors.count();
    }

    /**
     * @param input says what photon noise there is
     * @param data the observations
     * @param frozen --freeze, or null; then there are templates
     * @return the problem with these templates
     * @throws IOException if a name of a pixel is on one side only
     */
    public NmfProblem problem(final InputOptions input, final ObservationsReader.Named data,
        final @Nullable List<Integer> frozen) throws IOException {
        final NmfProblem problem = NmfProblem.of(data.observations()).withPhotonNoise(input.photonNoise());
        if (vectors == null) {
            return problem;
        }
        final NmfProblem started = problem.withTemplates(InputOptions.templatesFor(vectors, data).values());
        return frozen == null ? started : started.withHeld(InputOptions.held(frozen, vectors));
    }
}
