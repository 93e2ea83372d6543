package org.noisynmf.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Test;
import org.knime.node.DefaultNode;

/**
 * What the stand-in offers, KNIME has: every public class of the stand-in's org.knime packages, and every public or
 * protected member, is in the list of KNIME's API with the same owner, name, descriptor and kind. The repository has the
 * part of the list that the stand-in needs; run {@link #main} after a class was added to the stand-in.
 */
public class ApiConformityTest {

    /** The whole list, beside the repository. */
    private static final Path WHOLE =
        Path.of(System.getProperty("noisynmf.shared", "../../shared"), "knime-api-symbols.txt");

    /** Its part for the classes of the stand-in. */
    private static final Path PART =
        Path.of(System.getProperty("noisynmf.root", ".."), "standin/knime-api-symbols.txt");

    /** Class name → first line of its entry. */
    private final Map<String, String> m_types = new HashMap<>();

    /** Class name → members as "modifiers name descriptor". */
    private final Map<String, Set<String>> m_members = new HashMap<>();

    /**
     * Takes the part that the stand-in needs from the whole list.
     *
     * @param args the whole list and the file to write
     */
    public static void main(final String[] args) throws Exception {
        Files.write(Path.of(args[1]), part(Files.readAllLines(Path.of(args[0]))));
    }

    private static List<String> part(final List<String> whole) throws Exception {
        var wanted = new HashSet<String>();
        standInClasses().forEach(type -> wanted.add(binaryName(type)));
        // members are listed with the class that declares them: what those classes extend and implement, too
        for (int before = 0; before < wanted.size();) {
            before = wanted.size();
            whole.stream().filter(line -> !line.startsWith(" ") && !line.startsWith("#"))
                .map(line -> line.split("[ ,]"))
                .filter(words -> words.length > 1 && wanted.contains(words[1]))
                .forEach(words -> Stream.of(words).filter(word -> word.startsWith("org/knime/")).forEach(wanted::add));
        }
        var part = new ArrayList<String>();
        boolean taken = true;
        for (var line : whole) {
            if (!line.startsWith("  ") && !line.startsWith("#")) {
                taken = !line.isBlank() && wanted.contains(line.split(" ")[1]);
            }
            if (taken) {
                part.add(line);
            }
        }
        return part;
    }

    @Before
    public void readList() throws IOException {
        String type = null;
        for (var line : Files.readAllLines(PART)) {
            if (line.startsWith("  ")) {
                m_members.get(type).add(line.strip().replaceFirst(" throws .*", ""));
            } else if (!line.startsWith("#") && !line.isBlank()) {
                type = line.split(" ")[1];
                m_types.put(type, line);
                m_members.put(type, new HashSet<>());
            }
        }
    }

    @Test
    public void listIsThePartOfTheWholeOne() throws Exception {
        if (Boolean.getBoolean("noisynmf.shared.required")) {
            assertThat(WHOLE).isRegularFile();
        }
        assumeTrue(WHOLE + " is absent", Files.exists(WHOLE));
        assertThat(Files.readAllLines(PART)).as("run ApiConformityTest.main")
            .isEqualTo(part(Files.readAllLines(WHOLE)));
    }

    @Test
    public void everyClassIsOneOfKnime() throws Exception {
        var unknown = new ArrayList<String>();
        for (var type : standInClasses()) {
            var listed = m_types.get(binaryName(type));
            if (listed == null) {
                unknown.add(binaryName(type) + " is not in the list");
            } else if (!typeLine(type).equals(listed.replaceFirst(" (extends|implements) .*", ""))) {
                unknown.add(typeLine(type) + " is listed as: " + listed);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    public void everyMemberIsOneOfKnime() throws Exception {
        var unknown = new ArrayList<String>();
        int count = 0;
        for (var type : standInClasses()) {
            var listed = m_members.getOrDefault(binaryName(type), Set.of());
            for (var member : members(type)) {
                count++;
                if (!listed.contains(member)) {
                    unknown.add(binaryName(type) + ": " + member);
                }
            }
        }
        assertThat(unknown).isEmpty();
        // guards against a scan that finds nothing
        assertThat(count).isGreaterThan(500);
    }

    private static List<Class<?>> standInClasses() throws IOException, URISyntaxException, ClassNotFoundException {
        var root = Path.of(DefaultNode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var classes = new ArrayList<Class<?>>();
        try (var files = Files.walk(root.resolve("org/knime"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                var name = root.relativize(file).toString().replace('\\', '/').replaceFirst("\\.class$", "");
                var type = Class.forName(name.replace('/', '.'), false, DefaultNode.class.getClassLoader());
                if (isVisible(type)) {
                    classes.add(type);
                }
            }
        }
        return classes;
    }

    /** A plug-in can name the class: it and all classes around it are public, or protected. */
    private static boolean isVisible(final Class<?> type) {
        return !type.isAnonymousClass() && !type.isLocalClass() && isVisible(type.getModifiers())
            && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
    }

    private static boolean isVisible(final int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String binaryName(final Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static String typeLine(final Class<?> type) {
        if (type.isInterface()) {
            return (type.isAnnotation() ? "annotation " : "interface ") + binaryName(type);
        }
        int modifiers = type.getModifiers();
        return (type.isEnum() ? "enum " : "class ") + binaryName(type)
            + (Modifier.isAbstract(modifiers) ? " abstract" : "") + (Modifier.isFinal(modifiers) ? " final" : "");
    }

    private static List<String> members(final Class<?> type) {
        var members = new ArrayList<String>();
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers()) && !method.isSynthetic()) {
                members.add(modifiers(method.getModifiers()) + method.getName()
                    + MethodType.methodType(method.getReturnType(), method.getParameterTypes()).descriptorString());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
                members.add(modifiers(constructor.getModifiers()) + "<init>"
                    + MethodType.methodType(void.class, constructor.getParameterTypes()).descriptorString());
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
                members.add(
                    modifiers(field.getModifiers()) + field.getName() + ":" + field.getType().descriptorString());
            }
        }
        return members;
    }

    private static String modifiers(final int modifiers) {
        return (Modifier.isPublic(modifiers) ? "public " : "protected ")
            + (Modifier.isStatic(modifiers) ? "static " : "") + (Modifier.isFinal(modifiers) ? "final " : "")
            + (Modifier.isAbstract(modifiers) ? "abstract " : "");
    }
}
