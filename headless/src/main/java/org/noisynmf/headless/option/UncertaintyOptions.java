package org.noisynmf.headless.option;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.PixelCategories;
import org.noisynmf.io.SeparableWeights;
import org.noisynmf.io.WeightKind;

import picocli.CommandLine.Option;

/** Options that change given uncertainties, as receptor models do. */
public final class UncertaintyOptions {

    private static final double PERCENT = 100;

    @Option(names = "--extra-uncertainty", paramLabel = "PERCENT", defaultValue = "0", order = 3,
        description = "Add this percentage c of each value to its standard deviation, σ² + (c x)², for what templates "
            + "that never change cannot describe. Needs --weights. Default: ${DEFAULT-VALUE}.")
    double extraUncertainty;

    @Option(names = "--pixel-categories", paramLabel = "FILE", order = 3,
        description = "How far the standard deviations of each pixel are trusted: a CSV file of names and categories, "
            + "or of categories in the order of the pixels. strong = as they are, weak = three times as large, bad = "
            + "leave the pixel out, or a factor > 0.")
    @Nullable
    Path pixelCategories;

    /**
     * @param known whether the data have uncertainties
     * @param kind what they are given as, or null
     * @return c in σ² + (c x)²
     * @throws IllegalArgumentException if it is out of range, or there is nothing to add to
     */
    double extra(final boolean known, final @Nullable WeightKind kind) {
        if (!(extraUncertainty >= 0 && extraUncertainty <= PERCENT)) {
            throw new IllegalArgumentException(
                "--extra-uncertainty is " + extraUncertainty + ", but must be from 0 to 100 percent");
        }
        if (extraUncertainty > 0 && !known) {
            throw new IllegalArgumentException(
                "--extra-uncertainty is added to the standard deviations of the data, so it needs the file --weights");
        }
        if (kind == WeightKind.BACKGROUND_VARIANCE && (extraUncertainty > 0 || pixelCategories != null)) {
            throw new IllegalArgumentException(
                "With --weights-are background-variance the weights come from the model; "
                    + "--extra-uncertainty and --pixel-categories change given ones");
        }
        return extraUncertainty / PERCENT;
    }

    /**
     * @param separable weights of whole observations and pixels
     * @return the same with those of the categories
     * @throws IOException if their file cannot be read or holds something else
     * @throws IllegalArgumentException if pixels have weights already
     */
    SeparableWeights with(final SeparableWeights separable) throws IOException {
        if (pixelCategories == null) {
            return separable;
        }
        if (separable.pixels() != null) {
            throw new IllegalArgumentException(
                "--pixel-categories and --pixel-weights are both weights of the pixels; give one of them");
        }
        return new SeparableWeights(separable.observations(), PixelCategories.read(pixelCategories));
    }
}
