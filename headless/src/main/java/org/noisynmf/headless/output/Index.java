package org.noisynmf.headless.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * The file of a folder of results that is written last: which command wrote the others, and the SHA-256 of each. A folder in
 * which writing was cut short, or a file that was changed since, is told by it.
 *
 * @param command name of the command that wrote the folder, "" if it does not say
 * @param files names with their SHA-256
 */
public record Index(String command, Map<String, String> files) {

    /** Index of what the commands on files write. */
    public static final String SUMMARY = "summary.json";

    /** Index of what a workflow's run exports. */
    public static final String MANIFEST = "manifest.json";

    static final String FILES = "files";

    static final String COMMAND = "command";

    private static final Index NONE = new Index("", Map.of());

    /**
     * @param file an index, may be absent
     * @return what it says; nothing if there is none, or it is another program's
     * @throws IOException if it cannot be read
     */
    static Index read(final Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        String command = "";
        final Map<String, String> files = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                final String name = json.currentName();
                final JsonToken value = json.nextToken();
                if (COMMAND.equals(name) && value == JsonToken.VALUE_STRING) {
                    command = json.getText();
                } else if (FILES.equals(name) && value == JsonToken.START_OBJECT) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        final String key = json.currentName();
                        if (json.nextToken() == JsonToken.VALUE_STRING) {
                            files.put(key, json.getText());
                        } else {
                            json.skipChildren();
                        }
                    }
                } else {
                    json.skipChildren();
                }
            }
        } catch (final JsonParseException e) {
            return NONE;
        }
        return new Index(command, files);
    }

    /**
     * @param file a file
     * @return whether an index beside it names it
     * @throws IOException if the index cannot be read
     */
    static boolean names(final Path file) throws IOException {
        return wanted(file, SUMMARY) != null || wanted(file, MANIFEST) != null;
    }

    private static @Nullable String wanted(final Path file, final String index) throws IOException {
        return read(file.resolveSibling(index)).files().get(Objects.toString(file.getFileName()));
    }

    /**
     * Checks a file that is read back against the index beside it.
     *
     * @param file exists
     * @return its SHA-256
     * @throws IOException if it cannot be read, or is not the file that the index names
     */
    public static String check(final Path file) throws IOException {
        final String found = Checksum.of(file);
        for (final String index : new String[]{SUMMARY, MANIFEST}) {
            final String wanted = wanted(file, index);
            if (wanted != null && !wanted.equals(found)) {
                throw new IOException(file + " is not the file that " + index + " beside it describes: writing was "
                    + "interrupted, or the file has been changed. Write the results again, or move the file to "
                    + "another folder to use it as it is");
            }
        }
        return found;
    }
}
