package org.noisynmf.headless.option;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody may have meant who wrote a word that does not exist. */
public final class Suggestions {

    /** More letters than this, of every three, make it another word. */
    private static final int LETTERS_PER_EDIT = 3;

    private Suggestions() {
    }

    /**
     * @param failure what is wrong with the arguments
     * @param args all of them
     * @return "; did you mean …?" for a command or option that does not exist but is near one that does, else ""
     */
    public static String forWhat(final ParameterException failure, final String... args) {
        final CommandSpec spec = failure.getCommandLine().getCommandSpec();
        final List<String> known = new ArrayList<>();
        final Optional<String> word;
        if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            word = Optional.of(unmatched.getUnmatched().get(0).replaceFirst("=.*", ""));
            known.addAll(spec.subcommands().keySet());
            spec.options().stream().filter(o -> !o.hidden()).forEach(o -> known.addAll(List.of(o.names())));
        } else if (args.length > 1 && "help".equals(args[0])) {
            word = Optional.of(args[1]);
            known.addAll(spec.root().subcommands().keySet());
        } else {
            word = Optional.empty();
        }
        return word.flatMap(w -> nearest(w, known)).map(best -> "; did you mean " + best + "?").orElse("");
    }

    /** What others call commands that have another name here. */
    private static final Map<String, String> OTHER_NAMES =
        Map.of("plot", "report", "view", "report", "fit", "factorise",
            "factorize", "factorise", "nmf", "factorise", "nnls", "project", "predict", "project", "zscan", "redshift",
            "rrdesi",
            "redshift");

    /**
     * @param word what was written as a command
     * @param commands that there are
     * @return "; did you mean …?" if there is one like it or for the same, else ""
     */
    public static String command(final String word, final Collection<String> commands) {
        final String other = OTHER_NAMES.get(word);
        final List<String> longer = commands.stream().filter(c -> word.length() > 1 && c.startsWith(word)).toList();
        return Optional.ofNullable(other).filter(commands::contains)
            .or(() -> longer.size() == 1 ? Optional.of(longer.get(0)) : nearest(word, commands))
            .map(best -> "; did you mean " + best + "?").orElse("");
    }

    /**
     * @param word what was written
     * @param known what exists
     * @return the known word that differs by the fewest letters, if they are few
     */
    static Optional<String> nearest(final String word, final Collection<String> known) {
        String best = null;
        int fewest = Math.max(1, word.length() / LETTERS_PER_EDIT) + 1;
        for (final String candidate : known) {
            final int edits = edits(word, candidate);
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Letters to insert, delete or replace, the distance of Levenshtein. */
    private static int edits(final String a, final String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] next = new int[row.length];
            next[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int replaced = row[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                next[j] = Math.min(replaced, 1 + Math.min(row[j], next[j - 1]));
            }
            row = next;
        }
        return row[b.length()];
    }
}
