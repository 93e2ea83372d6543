package org.noisynmf.headless.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The list of public and protected members of KNIME's API: owner, name, descriptor.
 */
final class KnimeApi {
    /**
     * One type of the list.
     *
     * @param isInterface whether calls to it are interface calls
     * @param parents binary names of the superclass and the interfaces
     * @param members name and descriptor, as in {@code close()V}; fields as {@code NAME:Lowner;}
     * @param finalMembers those of the members that must not be overridden
     */
    record Type(boolean isInterface, List<String> parents, Set<String> members, Set<String> finalMembers) {
    }

    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L(org/knime/[^;]+);");

    private final Map<String, Type> types;

    private final Set<String> mentioned;

    private KnimeApi(Map<String, Type> types, Set<String> mentioned) {
        this.types = types;
        this.mentioned = mentioned;
    }

    /** Whether there is such a type: in the list itself, or in what a member of the list takes or gives. */
    boolean knows(String name) {
        return types.containsKey(name) || mentioned.contains(name);
    }

    /** The type of that binary name, or null if the list has none. */
    Type type(String name) {
        return types.get(name);
    }

    static KnimeApi read(Path list) throws IOException {
        Map<String, Type> types = new HashMap<>();
        Set<String> mentioned = new HashSet<>();
        Type current = null;
        for (String line : Files.readAllLines(list)) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (line.startsWith("  ")) {
                String declaration = line.strip();
                int throwing = declaration.indexOf(" throws ");
                String[] words = (throwing < 0 ? declaration : declaration.substring(0, throwing)).split(" ");
                String member = words[words.length - 1];
                current.members().add(member);
                TYPE_IN_DESCRIPTOR.matcher(member).results().forEach(type -> mentioned.add(type.group(1)));
                if (List.of(words).contains("final")) {
                    current.finalMembers().add(member);
                }
            } else {
                String[] words = line.split(" ");
                current = new Type(words[0].equals("interface") || words[0].equals("annotation"), parents(words),
                    new HashSet<>(), new HashSet<>());
                types.put(words[1], current);
            }
        }
        return new KnimeApi(types, mentioned);
    }

    private static List<String> parents(String[] words) {
        List<String> parents = new ArrayList<>();
        for (int i = 2; i + 1 < words.length; i++) {
            if (words[i].equals("extends") || words[i].equals("implements")) {
                parents.addAll(List.of(words[i + 1].split(",")));
            }
        }
        return parents;
    }
}
