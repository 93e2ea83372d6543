package org.noisynmf.headless.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;

import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * The command line is one jar that has all it needs and says what it carries.
 */
public class CommandLineJarIT {
    private static JarFile jar;

    @BeforeClass
    public static void open() throws IOException {
        jar = new JarFile(System.getProperty("noisynmf.jar"));
    }

    @AfterClass
    public static void close() throws IOException {
        jar.close();
    }

    @Test
    public void mainClassIsInside() throws Exception {
        String main = jar.getManifest().getMainAttributes().getValue("Main-Class");
        assertThat(jar.getEntry(main.replace('.', '/') + ".class")).isNotNull();
    }

    @Test
    public void extensionPointsAndLicencesAreInside() {
        for (String name : List.of("plugin.xml", "LICENSE", "THIRD-PARTY.md", "org/noisynmf/view/uPlot-LICENSE.txt")) {
            assertThat(jar.getEntry(name)).as(name).isNotNull();
        }
    }

    @Test
    public void nativesLieWhereJoclLooksForThem() {
        assertThat(jar.stream().map(entry -> entry.getName())).contains("lib/libJOCL_2_0_6-linux-x86_64.so")
            .noneMatch(name -> name.startsWith("native/") || name.endsWith(".jar"));
    }

    @Test
    public void noSignatureOfALibraryIsLeft() {
        // A signature over a jar that no longer exists makes the JVM refuse to start.
        assertThat(jar.stream().map(entry -> entry.getName()))
            .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)"));
    }
}
