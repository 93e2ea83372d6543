package org.noisynmf.headless.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import org.junit.Test;

/**
 * The archives that users download hold the plug-in that this build made.
 */
public class UpdateSiteIT {
    private static final Path FOLDER = Path.of(System.getProperty("noisynmf.root"), "site", "target");

    @Test
    public void updateSiteOffersFeatureCategoryAndPlugin() throws Exception {
        String version = PluginJar.manifest().getValue("Bundle-Version");
        try (ZipFile site = new ZipFile(archive("-update-site.zip").toFile())) {
            String content = new String(only(site, "content.jar"), StandardCharsets.UTF_8);
            for (String unit : List.of("org.noisynmf.knime", "org.noisynmf.feature.feature.group",
                "org.noisynmf.category")) {
                assertThat(content).contains("<unit id='" + unit + "' version='" + version + "'");
            }
            // Without this property KNIME's installer lists nothing until "Group items by category" is switched off.
            assertThat(content).contains("name='org.eclipse.equinox.p2.type.category' value='true'");
            assertThat(site.stream().map(ZipEntry::getName)).contains(
                "plugins/org.noisynmf.knime_" + version + ".jar", "features/org.noisynmf.feature_" + version + ".jar");
        }
    }

    @Test
    public void updateSiteTellsNothingOfTheBuildMachine() throws Exception {
        try (ZipFile site = new ZipFile(archive("-update-site.zip").toFile())) {
            for (String index : List.of("content.jar", "artifacts.jar")) {
                assertThat(new String(only(site, index), StandardCharsets.UTF_8)).doesNotContain("file:");
            }
        }
    }

    @Test
    public void dropInArchiveHoldsTheSamePlugin() throws Exception {
        String name = "dropins/org.noisynmf.knime_" + PluginJar.manifest().getValue("Bundle-Version") + ".jar";
        try (ZipFile archive = new ZipFile(archive("-dropins.zip").toFile());
            InputStream plugin = archive.getInputStream(archive.getEntry(name))) {
            assertThat(plugin.readAllBytes()).isEqualTo(Files.readAllBytes(PluginJar.FILE.toPath()));
        }
    }

    /** The archive of this build whose name ends so. */
    static Path archive(String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
        }
    }

    /** The one file inside a jar inside the archive. */
    private static byte[] only(ZipFile archive, String jar) throws IOException {
        try (InputStream entry = archive.getInputStream(archive.getEntry(jar));
            ZipInputStream content = new ZipInputStream(new ByteArrayInputStream(entry.readAllBytes()))) {
            content.getNextEntry();
            return content.readAllBytes();
        }
    }
}
