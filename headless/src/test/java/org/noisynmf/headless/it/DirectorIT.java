package org.noisynmf.headless.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;

import org.eclipse.osgi.util.ManifestElement;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * The p2 director, which is what KNIME's installer runs, installs the update-site archive into an installation that
 * has KNIME, and refuses where KNIME is too old.
 * <p>
 * KNIME's bundles are no public artefacts: empty bundles of the required names and versions stand in for them, in an
 * installation whose other parts (the framework, the list of bundles, the profile) are Eclipse's own.
 */
public class DirectorIT {
    private static final String FEATURE = "org.noisynmf.feature.feature.group";
    private static final String KNIME = "5.8.0";
    private static final String TOO_OLD = "5.7.9";

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static P2 p2;
    private static Path knime;
    private static String version;
    private static ManifestElement[] required;

    @BeforeClass
    public static void publishStandIns() throws Exception {
        version = PluginJar.manifest().getValue(Constants.BUNDLE_VERSION);
        required = ManifestElement.parseHeader(Constants.REQUIRE_BUNDLE,
            PluginJar.manifest().getValue(Constants.REQUIRE_BUNDLE));
        p2 = new P2(FOLDER.newFolder("p2").toPath());
        knime = FOLDER.newFolder("knime").toPath();
        Path source = FOLDER.newFolder("source").toPath();
        Path plugins = Files.createDirectory(source.resolve("plugins"));
        for (Path bundle : List.of(P2.FRAMEWORK, P2.CONFIGURATOR)) {
            Files.copy(bundle, plugins.resolve(bundle.getFileName()));
        }
        for (ManifestElement bundle : required) {
            assertThat(range(bundle).includes(Version.parseVersion(KNIME))).isTrue();
            assertThat(range(bundle).includes(Version.parseVersion(TOO_OLD))).isFalse();
            for (String release : List.of(KNIME, TOO_OLD)) {
                writeEmptyBundle(plugins.resolve(bundle.getValue() + "_" + release + ".jar"), bundle.getValue(),
                    release);
            }
        }
        p2.publish("FeaturesAndBundlesPublisher", knime, "-source", source.toString(), "-publishArtifacts").succeeds();
    }

    @Test
    public void installsFromTheArchiveAloneAndUninstallsWithoutATrace() throws Exception {
        Path destination = installKnime(KNIME);
        List<String> before = files(destination);
        String bundlesBefore = bundles(destination);

        p2.direct(destination, "-repository", archive(), "-installIU", FEATURE).succeeds();

        String jar = "plugins/org.noisynmf.knime_" + version + ".jar";
        String feature = "features/org.noisynmf.feature_" + version;
        // "false": it starts when a class of it is first needed, as its manifest says.
        assertThat(bundles(destination).lines()).contains("org.noisynmf.knime," + version + "," + jar + ",4,false");
        assertThat(profile(destination)).contains("id='org.noisynmf.knime' version='" + version + "'",
            "id='" + FEATURE + "' version='" + version + "'");
        assertThat(destination.resolve(jar)).hasBinaryContent(inDropInArchive(jar));
        assertThat(destination.resolve(feature).resolve("LICENSE"))
            .hasSameBinaryContentAs(Path.of(System.getProperty("noisynmf.root"), "LICENSE"));
        assertThat(files(destination.resolve(feature))).contains("THIRD-PARTY.md", "licences/LGPL-2.1.txt");
        assertThat(Files.readString(destination.resolve(feature).resolve("feature.xml")))
            .contains("Apache License", "Version 2.0, January 2004", "TERMS AND CONDITIONS")
            .doesNotContain("@LICENSE@");

        p2.direct(destination, "-uninstallIU", FEATURE).succeeds();

        assertThat(bundles(destination)).isEqualTo(bundlesBefore);
        // The first feature makes p2 begin a list of features. Its books hold the history, for a user who goes back.
        String features = "configuration/org.eclipse.update/platform.xml";
        assertThat(files(destination)).filteredOn(file -> !file.equals(features))
            .containsExactlyInAnyOrderElementsOf(before);
        assertThat(destination.resolve(features)).content().doesNotContain("noisynmf");
        assertThat(profile(destination)).contains("id='org.knime.product'").doesNotContain("noisynmf");
        assertThat(destination.resolve("artifacts.xml")).content().contains("org.knime.core")
            .doesNotContain("noisynmf");
    }

    @Test
    public void refusesAKnimeThatIsTooOldAndNamesWhatIsMissing() throws Exception {
        Path destination = installKnime(TOO_OLD);
        List<String> before = files(destination);
        String bundlesBefore = bundles(destination);

        P2.Outcome outcome = p2.direct(destination, "-repository", archive(), "-installIU", FEATURE);

        assertThat(outcome.status()).as(outcome.console()).isEqualTo(13);
        assertThat(outcome.console()).contains("Cannot complete the install because one or more required items could "
            + "not be found.").contains("Missing requirement: Noisy NMF " + version + " (org.noisynmf.knime " + version
                + ") requires 'osgi.bundle; " + required[0].getValue() + " " + range(required[0])
                + "' but it could not be found");
        assertThat(bundles(destination)).isEqualTo(bundlesBefore);
        assertThat(files(destination)).containsExactlyInAnyOrderElementsOf(before);
    }

    /** An installation with the stand-ins of a release of KNIME and the bundles that make it an Eclipse. */
    private static Path installKnime(String release) throws Exception {
        String bundles = Stream.of(required)
            .map(bundle -> "<plugin id='" + bundle.getValue() + "' version='" + release + "'/>")
            .collect(Collectors.joining());
        Path product = FOLDER.newFile("knime-" + release + ".product").toPath();
        Files.writeString(product, """
            <?xml version="1.0" encoding="UTF-8"?>
            <product uid="org.knime.product" version="%s" useFeatures="false" includeLaunchers="false">
                <configIni use="default"/>
                <plugins>
                    <plugin id="org.eclipse.osgi"/><plugin id="org.eclipse.equinox.simpleconfigurator"/>%s
                </plugins>
                <configurations>
                    <plugin id="org.eclipse.equinox.simpleconfigurator" autoStart="true" startLevel="1"/>
                </configurations>
            </product>
            """.formatted(release, bundles));
        p2.publish("ProductPublisher", knime, "-productFile", product.toString(), "-flavor", "tooling", "-configs",
            "gtk.linux.x86_64").succeeds();
        Path destination = FOLDER.getRoot().toPath().resolve("installed-" + release);
        p2.direct(destination, "-repository", knime.toUri().toString(), "-installIU", "org.knime.product/" + release)
            .succeeds();
        assertThat(bundles(destination)).contains("\norg.knime.core," + release + ",");
        return destination;
    }

    private static void writeEmptyBundle(Path jar, String name, String release) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name + ";singleton:=true");
        headers.putValue(Constants.BUNDLE_VERSION, release);
        try (OutputStream file = Files.newOutputStream(jar);
            JarOutputStream out = new JarOutputStream(file, manifest)) {
            // KNIME comes with its Java; p2 asks for it as for any other part.
            out.putNextEntry(new JarEntry("META-INF/p2.inf"));
            out.write("""
                provides.1.namespace=osgi.ee
                provides.1.name=JavaSE
                provides.1.version=17.0.0
                """.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static VersionRange range(ManifestElement bundle) {
        return VersionRange.valueOf(bundle.getAttribute(Constants.BUNDLE_VERSION_ATTRIBUTE));
    }

    /** The archive as KNIME's dialog hands it on. */
    private static String archive() throws IOException {
        return "jar:" + UpdateSiteIT.archive("-update-site.zip").toUri() + "!/";
    }

    private static byte[] inDropInArchive(String plugin) throws IOException {
        try (ZipFile archive = new ZipFile(UpdateSiteIT.archive("-dropins.zip").toFile());
            InputStream entry = archive.getInputStream(archive.getEntry(plugin.replace("plugins/", "dropins/")))) {
            return entry.readAllBytes();
        }
    }

    /** The bundles that the installation starts. */
    private static String bundles(Path destination) throws IOException {
        return Files.readString(
            destination.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info"));
    }

    /** The units that the installation knows now: the newest state of its profile. */
    private static String profile(Path destination) throws IOException {
        Path states = destination.resolve("p2/org.eclipse.equinox.p2.engine/profileRegistry/KNIME.profile");
        try (Stream<Path> files = Files.list(states)) {
            Path newest = files.filter(file -> file.toString().endsWith(".profile.gz"))
                .max(Comparator.comparing(file -> file.getFileName().toString())).orElseThrow();
            try (InputStream state = new GZIPInputStream(Files.newInputStream(newest))) {
                return new String(state.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    /** All files of a folder, but for those in which p2 keeps its books. */
    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .filter(file -> !file.startsWith("p2/")).toList();
        }
    }
}
