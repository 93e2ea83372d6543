package org.noisynmf.headless.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

import org.eclipse.osgi.launch.EquinoxFactory;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.knime.core.node.NodeFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;

/**
 * The plug-in runs in Equinox, the framework that KNIME stands on, with the stand-in in the place of KNIME's bundles.
 */
public class OsgiIT {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static Framework framework;
    private static Bundle plugin;

    @BeforeClass
    public static void start() throws Exception {
        File storage = FOLDER.newFolder("storage");
        framework = new EquinoxFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.getPath(),
            // As Eclipse's launcher sets it: packages of the JDK beside java.* need not be imported.
            "osgi.compatibility.bootdelegation", "true"));
        framework.start();
        install(asBundle("org.knime.core", new File(
            NodeFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI())));
        install(asBundle("org.knime.core.ui", null));
        plugin = install(PluginJar.FILE);
    }

    @AfterClass
    public static void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    public void pluginStarts() throws BundleException {
        plugin.start();
        assertThat(plugin.getSymbolicName()).isEqualTo("org.noisynmf.knime");
        assertThat(plugin.getState()).isIn(Bundle.STARTING, Bundle.ACTIVE);
        assertThat(plugin.getVersion()).isGreaterThanOrEqualTo(new Version(0, 1, 0));
    }

    @Test
    public void everyNodeFactoryCanBeMadeByTheFramework() throws Exception {
        for (var node : PluginJar.extensions("node")) {
            Object factory = plugin.loadClass(node.getAttribute("factory-class")).getConstructor().newInstance();
            assertThat(factory.getClass().getClassLoader()).isNotSameAs(OsgiIT.class.getClassLoader());
        }
    }

    @Test
    public void openClComesFromTheNativeLibraryOfThePlugin() throws Exception {
        boolean linux = System.getProperty("os.name").equals("Linux");
        if (!linux) {
            System.out.println("OsgiIT: where a native library comes from can only be seen on Linux");
        }
        assumeTrue("not Linux", linux);
        Class<?> api = plugin.loadClass("org.jocl.CL");
        assertThatCode(() -> api.getMethod("setExceptionsEnabled", boolean.class).invoke(null, true))
            .doesNotThrowAnyException();
        // JNA, which guards signal handlers, unpacks a library of its own when this class is initialised
        assertThatCode(() -> Class.forName("com.sun.jna.Native", true, api.getClassLoader()))
            .doesNotThrowAnyException();
        Set<String> loaded = Files.readAllLines(Path.of("/proc/self/maps")).stream()
            .filter(line -> line.contains("JOCL_")).map(line -> line.substring(line.indexOf('/')))
            .collect(Collectors.toCollection(TreeSet::new));
        // Another place is the temporary directory, under a name that anybody can write to.
        assertThat(loaded).isNotEmpty()
            .allSatisfy(path -> assertThat(path).startsWith(FOLDER.getRoot().getPath()).contains("/native/"));
    }

    private static Bundle install(File jar) throws BundleException {
        return framework.getBundleContext().installBundle(jar.toURI().toString());
    }

    /** A bundle of that name with the classes of a jar, all KNIME packages exported. */
    private static File asBundle(String name, File classes) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.putValue(Constants.BUNDLE_VERSION, "5.8.0");
        File bundle = FOLDER.newFile(name + ".jar");
        if (classes == null) {
            new JarOutputStream(new FileOutputStream(bundle), manifest).close();
            return bundle;
        }
        try (JarFile source = new JarFile(classes)) {
            headers.putValue(Constants.EXPORT_PACKAGE, source.stream().map(JarEntry::getName)
                .filter(entry -> entry.endsWith(".class") && entry.startsWith("org/knime/"))
                .map(entry -> entry.substring(0, entry.lastIndexOf('/')).replace('/', '.')).distinct()
                .collect(Collectors.joining(",")));
            try (JarOutputStream target = new JarOutputStream(new FileOutputStream(bundle), manifest)) {
                for (JarEntry entry : source.stream().filter(e -> !e.getName().startsWith("META-INF/")).toList()) {
                    target.putNextEntry(new JarEntry(entry.getName()));
                    source.getInputStream(entry).transferTo(target);
                }
            }
        }
        return bundle;
    }
}
