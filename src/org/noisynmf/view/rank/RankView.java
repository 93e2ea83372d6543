package org.noisynmf.view.rank;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.Summary;

/**
 * Everything the page shows of a comparison of numbers of templates.
 *
 * @param title heading
 * @param pixels the d pixels
 * @param ranks what was compared
 * @param summary warnings, and what else is known of the run
 */
public record RankView(String title, PixelAxis pixels, Ranks ranks, Summary summary) {

    /**
     * The comparison.
     *
     * @param rank the recommended number
     * @param reason why, one sentence
     * @param rows one a number of templates, ascending
     * @param criteria what was asked of each number
     */
    public record Ranks(int rank, String reason, List<Row> rows, List<Curve> criteria) {

        /** Copies the lists. */
        public Ranks {
            rows = List.copyOf(rows);
            criteria = List.copyOf(criteria);
        }
    }

    /**
     * One number of templates.
     *
     * @param rank q
     * @param templates those of the best fit, in the order of their partners in the row before, new ones last
     */
    public record Row(int rank, List<Template> templates) {

        /** Copies the list. */
        public Row {
            templates = List.copyOf(templates);
        }
    }

    /**
     * One template.
     *
     * @param values d values
     * @param cosine to its partner among one template fewer; NaN = it has none
     */
    public record Template(PackedFloats values, double cosine) {
    }

    /**
     * One criterion along the numbers of templates.
     *
     * @param title its name
     * @param note how it chooses, few words
     * @param values one a number of templates, NaN = none
     * @param errors standard errors of those; empty = unknown
     * @param limit up to where a value counts as noise; empty = there is none
     * @param log whether values stand on a logarithmic axis
     * @param choice the number that it alone would choose; null = it chooses none
     */
    public record Curve(String title, String note, double[] values, double[] errors, double[] limit, boolean log,
        @Nullable Integer choice) {

        /** Checks that the columns are of one length, or empty. */
        public Curve {
            if (errors.length != 0 && errors.length != values.length
                || limit.length != 0 && limit.length != values.length) {
                throw new IllegalArgumentException(title + " has " + values.length + " values, " + errors.length
                    + " errors and " + limit.length + " limits");
            }
        }
    }
}
