package org.noisynmf.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.BeforeClass;
import org.junit.Test;
import org.noisynmf.engine.Nmf;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;

/**
 * The walls of the code: which package may know which, read from the compiled plug-in.
 */
public class ArchitectureTest {
    private static JavaClasses plugin;

    @BeforeClass
    public static void readClasses() {
        plugin = new ClassFileImporter().importUrl(Nmf.class.getProtectionDomain().getCodeSource().getLocation());
    }

    @Test
    public void engineKnowsNoFilesPlotsOrNodes() {
        noClasses().that().resideInAPackage("org.noisynmf.engine..").should().dependOnClassesThat()
            .resideInAnyPackage("org.noisynmf.io..", "org.noisynmf.view..", "org.noisynmf.knime..")
            .because("the engine is usable without files, plots and KNIME").check(plugin);
    }

    @Test
    public void engineKnowsNoToolkit() {
        noClasses().that().resideInAPackage("org.noisynmf.engine..").should().dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.swing..", "org.eclipse..")
            .because("the engine runs where there is no display").check(plugin);
    }

    @Test
    public void onlyTheNodesKnowKnime() {
        noClasses().that().resideOutsideOfPackage("org.noisynmf.knime..").should().dependOnClassesThat()
            .resideInAPackage("org.knime..").because("a change of KNIME's API must touch the nodes alone")
            .check(plugin);
    }

    @Test
    public void onlyTheOpenClBackEndKnowsNativeCode() {
        noClasses().that().resideOutsideOfPackage("org.noisynmf.engine.opencl..").should().dependOnClassesThat()
            .resideInAnyPackage("org.jocl..", "com.sun.jna..")
            .because("a missing driver must not reach the rest of the engine")
            .check(plugin);
    }

    @Test
    public void onlyTheVectorLoopsKnowJavasVectors() {
        noClasses().that().resideOutsideOfPackage("org.noisynmf.engine.vector..").should().dependOnClassesThat()
            .resideInAnyPackage("jdk.incubator..", "org.noisynmf.engine.vector..")
            .because("Java runs without that module unless it is told otherwise").check(plugin);
    }

    @Test
    public void passesKnowNoMakerOfTheirs() {
        noClasses().that().resideInAnyPackage("org.noisynmf.engine.pass..", "org.noisynmf.engine.moments..").should()
            .dependOnClassesThat().resideInAnyPackage("org.noisynmf.engine.opencl..", "org.noisynmf.engine.solve..")
            .because("another device, a file or a cluster makes passes without a change here").check(plugin);
    }

    @Test
    public void filesAndViewsKnowEachOtherNot() {
        noClasses().that().resideInAPackage("org.noisynmf.io..").should().dependOnClassesThat()
            .resideInAnyPackage("org.noisynmf.view..", "org.noisynmf.knime..").check(plugin);
        noClasses().that().resideInAPackage("org.noisynmf.view..").should().dependOnClassesThat()
            .resideInAnyPackage("org.noisynmf.io..", "org.noisynmf.knime..").check(plugin);
    }

    @Test
    public void noTwoPackagesNeedEachOther() {
        slices().matching("org.noisynmf.(**)").should().beFreeOfCycles().check(plugin);
    }

    @Test
    public void nothingIsPrinted() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
            .because("a node reports through KNIME, the command line prints for itself").check(plugin);
    }

    @Test
    public void randomnessIsAnArgument() {
        noClasses().should().dependOnClassesThat().belongToAnyOf(Random.class).orShould()
            .callMethod(Math.class, "random")
            .because("every draw comes from a generator with a given seed").check(plugin);
    }

    @Test
    public void noNodeTakesFromAnotherNode() {
        final Set<String> rooms = plugin.stream().filter(c -> c.getSimpleName().endsWith("NodeFactory"))
            .map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(rooms).hasSizeGreaterThan(5);
        for (final String room : rooms) {
            final String[] others = rooms.stream().filter(other -> !other.equals(room)).toArray(String[]::new);
            noClasses().that().resideInAPackage(room).should().dependOnClassesThat().resideInAnyPackage(others)
                .because("what several nodes need is in knime.dialog, knime.table, knime.file or knime.port")
                .check(plugin);
        }
    }

    @Test
    public void everyPackageThatIsShippedIsNullMarked() throws IOException {
        final Path root = Path.of(System.getProperty("noisynmf.root", ".."));
        for (final String module : List.of("src", "headless/src/main/java", "spark/src/main/java")) {
            try (Stream<Path> files = Files.walk(root.resolve(module))) {
                final Set<Path> packages =
                    files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent)
                        .collect(Collectors.toSet());
                assertThat(packages).as(module).isNotEmpty().allSatisfy(folder -> assertThat(
                    Files.readString(folder.resolve("package-info.java"))).contains("@NullMarked\npackage"));
            }
        }
    }

    @Test
    public void everyNodeIsRegistered() throws IOException {
        final String registered =
            Files.readString(Path.of(System.getProperty("noisynmf.root", ".."), "plugin.xml"));
        assertThat(plugin.stream().map(JavaClass::getName).filter(name -> name.endsWith("NodeFactory")))
            .allSatisfy(name -> assertThat(registered).contains("\"" + name + "\""));
    }

    @Test
    public void everyNodeFactoryIsPublic() {
        classes().that().haveSimpleNameEndingWith("NodeFactory").should().bePublic()
            .andShould().resideInAPackage("org.noisynmf.knime..").check(plugin);
    }
}
