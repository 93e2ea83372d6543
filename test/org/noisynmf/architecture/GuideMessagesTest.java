package org.noisynmf.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.BeforeClass;
import org.junit.Test;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

/**
 * The tables of docs/guide/messages.md know every message that the sources give to an exception or a warning. Read from the
 * sources, where "…" stands for what is filled in; texts that are put together elsewhere are not seen here.
 */
public class GuideMessagesTest {
    private static final Path ROOT = Path.of(System.getProperty("noisynmf.root", ".."));

    /** Filled in while the program runs. */
    private static final String GAP = "…";

    /** Exceptions that are no failures, or faults of the program, which no setting and no file can cause. */
    private static final Set<String> NOT_FOR_USERS = Set.of("CancellationException", "IllegalStateException",
        "UnsupportedOperationException", "UncheckedIOException", "AssertionError");

    /** Arguments that only Java code of one's own can get wrong: nodes and command line check them before. */
    private static final List<String> PROGRAMMERS = List.of("org/noisynmf/view/", "engine/evaluate/Scores",
        "engine/model/Factors", "engine/variance/PhotonWeights", "engine/step/Giqpm", "engine/step/Problems",
        "engine/posterior/chain/Convergence", "engine/posterior/Estimate", "engine/posterior/draw/Mixture",
        "engine/posterior/TemplateDraws", "engine/simulate/Simulation",
        "engine/spectra/AlignedSpectrum", "engine/spectra/Renormalisation");

    /** The same, one by one. */
    private static final Set<String> PROGRAMMERS_MESSAGES = Set.of(
        "Observation … has … values, but … are expected",
        "Observation … has … values and … weights, but … are expected",
        "There are weights for … observations, but data for …", "The array has … places, but the file has … pixels",
        "An image of … rows of … numbers cannot be written: both must be 1 to …",
        "Row … of … numbers does not belong to an image of … × …",
        "Observations have … pixels, but at least 1 is needed",
        "The smallest cosine similarity is …, but must be from -1 to 1",
        "Value … of … template … is …, but must be finite, or NaN where it is unknown");

    /** Frames and messages whose gap is a word that the rows of the guide spell out. */
    private static final Set<String> SPELT_OUT = Set.of("Data table, …: ….",
        "Weights table, …: …. To ignore an entry, leave its cell missing.",
        "the … is …, but must be a finite number ≥ 0",
        "the … is …, but must be a number > 0", "The algorithm \"…\" …. …, or choose one of: ….",
        "…  -option=…,…: …", "… Correct it, or switch on \"Leave out spectra that cannot be aligned\".");

    /** A message with less than this is a frame for another one. */
    private static final int FEWEST_WORDS = 3;

    /** Letters of a piece that is not met by chance. */
    private static final int LONG = 12;

    /** The messages of the guide, in pieces. */
    private static List<List<String>> described;

    @BeforeClass
    public static void readGuide() throws IOException {
        final String guide = Files.readString(ROOT.resolve("docs/guide/messages.md"));
        described = new ArrayList<>();
        for (String row : guide.split("\n")) {
            Matcher message =
                Pattern.compile("\\*([^*]+)\\*").matcher(row.startsWith("| ") ? row.split(" \\| ")[0] : "");
            while (message.find()) {
                described.add(pieces(message.group(1)));
            }
        }
    }

    @Test
    public void everyMessageOfTheSourcesHasARow() throws IOException {
        Set<String> messages = new TreeSet<>();
        for (String folder : List.of("src", "headless/src/main/java", "spark/src/main/java")) {
            collect(ROOT.resolve(folder), messages);
        }
        assertThat(messages).as("messages found").hasSizeGreaterThan(250);
        assertThat(messages).filteredOn(message -> !isDescribed(message)).isEmpty();
    }

    @Test
    public void aMessageThatNobodyDescribedIsFound() {
        assertThat(isDescribed("The " + GAP + " of the moon is " + GAP + ", but must be full")).isFalse();
        assertThat(isDescribed("The data table has no rows, but at least one observation is needed")).isTrue();
    }

    /** Whether a row has all its pieces in the message, in this order; a row may say more where the message has a gap. */
    private static boolean isDescribed(String message) {
        String text = message.replaceAll("\\s+", " ");
        List<String> spoken = pieces(text).stream().filter(piece -> piece.length() >= LONG).toList();
        return described.stream().anyMatch(row -> {
            int from = 0;
            for (String piece : row) {
                int at = text.indexOf(piece, from);
                if (at < 0) {
                    return spoken.stream().anyMatch(piece::contains);
                }
                from = at + piece.length();
            }
            return !row.isEmpty();
        });
    }

    /** What stands between the gaps, without the signs at its ends; single letters and words such as "is" say nothing. */
    private static List<String> pieces(String message) {
        return Arrays.stream(message.replaceAll("\\s+", " ").split(GAP)).map(p -> p.replaceAll("^[ .:,]+|[ .:,]+$", ""))
            .filter(p -> p.length() >= 4).toList();
    }

    private static void collect(Path folder, Set<String> messages) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> paths = Files.walk(folder);
            StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = paths.filter(path -> path.toString().endsWith(".java"))
                .filter(path -> PROGRAMMERS.stream().noneMatch(path.toString().replace('\\', '/')::contains)).toList();
            JavacTask task = (JavacTask)compiler.getTask(null, files, null, List.of("-proc:none"), null,
                files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree source : task.parse()) {
                new MessageScanner(messages).scan(source, null);
            }
        }
    }

    /** Takes what exceptions and warnings are given. */
    private static final class MessageScanner extends TreeScanner<Void, Void> {
        private final Set<String> messages;

        MessageScanner(Set<String> messages) {
            this.messages = messages;
        }

        @Override
        public Void visitNewClass(NewClassTree node, Void none) {
            String type = node.getIdentifier().toString();
            if (type.endsWith("Exception") && !NOT_FOR_USERS.contains(type)) {
                node.getArguments().forEach(this::add);
            }
            return super.visitNewClass(node, none);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree node, Void none) {
            if (isCall(node, "warnings", "add") || isCall(node, "out", "setWarningMessage")) {
                node.getArguments().forEach(this::add);
            }
            return super.visitMethodInvocation(node, none);
        }

        private static boolean isCall(MethodInvocationTree node, String owner, String method) {
            return node.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals(method)
                && select.getExpression() instanceof IdentifierTree name && name.getName().contentEquals(owner);
        }

        private void add(ExpressionTree argument) {
            for (String message : texts(argument)) {
                if (message.replace(GAP, " ").strip().split("\\s+").length >= FEWEST_WORDS
                    && !PROGRAMMERS_MESSAGES.contains(message) && !SPELT_OUT.contains(message)) {
                    messages.add(message);
                }
            }
        }

        /** The texts that an expression can give, one for each of its alternatives. */
        private static List<String> texts(ExpressionTree expression) {
            if (expression instanceof ParenthesizedTree inner) {
                return texts(inner.getExpression());
            }
            if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                return List.of(text);
            }
            if (expression instanceof ConditionalExpressionTree choice) {
                return Stream.of(choice.getTrueExpression(), choice.getFalseExpression())
                    .flatMap(part -> texts(part).stream()).toList();
            }
            if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                List<String> endings = texts(sum.getRightOperand());
                return texts(sum.getLeftOperand()).stream()
                    .flatMap(start -> endings.stream().map(end -> start + end)).toList();
            }
            if (expression instanceof MethodInvocationTree call && isCall(call, "String", "format")) {
                return call.getArguments().stream().filter(LiteralTree.class::isInstance)
                    .map(format -> String.valueOf(((LiteralTree)format).getValue()).replaceAll("%[-+.0-9]*[a-z]", GAP))
                    .toList();
            }
            return List.of(GAP);
        }
    }
}
