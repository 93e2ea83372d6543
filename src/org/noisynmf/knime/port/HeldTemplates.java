package org.noisynmf.knime.port;

import java.util.Arrays;

import org.knime.core.node.InvalidSettingsException;
import org.noisynmf.knime.table.EngineCall;

/** Which templates of a start model stay as they are: a setting that several nodes share. */
public final class HeldTemplates {

    /** Name of the setting. */
    public static final String TITLE = "Templates to hold";

    private HeldTemplates() {
    }

    /**
     * @param text whole numbers from 0, separated by commas; blank = none
     * @return these numbers
     * @throws IllegalArgumentException if it is something else
     */
    public static int[] parse(final String text) {
        if (text.isBlank()) {
            return new int[0];
        }
        return Arrays.stream(text.split(",")).map(String::trim).mapToInt(number -> {
            if (!number.matches("\\d{1,9}")) {
                throw new IllegalArgumentException("\"Templates to hold\" is \"" + text
                    + "\", but must be whole numbers from 0, separated by commas");
            }
            return Integer.parseInt(number);
        }).toArray();
    }

    /**
     * @param start the start model
     * @param held numbers of its templates. Not modified.
     * @param rank templates wanted
     * @param pixels of the data; negative = not known yet
     * @throws InvalidSettingsException if a fit of these data cannot start there
     */
    public static void check(final NmfModelPortObjectSpec start, final int[] held, final int rank, final int pixels)
        throws InvalidSettingsException {
        EngineCall.check(() -> check(held, start.rank(), rank));
        if (start.pixels() >= 0 && pixels >= 0 && start.pixels() != pixels) {
            throw new InvalidSettingsException("The start model has " + start.pixels() + " pixels, but the data have "
                + pixels + ". Select the columns that the start model was learnt on.");
        }
    }

    /**
     * @param held numbers of templates
     * @param modelRank templates of the start model
     * @param rank templates wanted
     * @throws IllegalArgumentException if there is no such template, or the model has another number of templates than is
     *             wanted; with held ones it may have fewer
     */
    public static void check(final int[] held, final int modelRank, final int rank) {
        if (held.length == 0 ? modelRank != rank : modelRank > rank) {
            throw new IllegalArgumentException("The start model has " + modelRank
                + (modelRank == 1 ? " template" : " templates") + ", but the number of templates is " + rank
                + ". Set it to " + modelRank + (held.length == 0 ? "" : " or more"));
        }
        for (final int template : held) {
            if (template >= modelRank) {
                throw new IllegalArgumentException("\"Templates to hold\" names template " + template
                    + ", but the start model has templates 0 to " + (modelRank - 1));
            }
        }
    }
}
