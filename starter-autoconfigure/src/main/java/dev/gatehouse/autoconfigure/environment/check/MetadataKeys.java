package dev.gatehouse.autoconfigure.environment.check;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The properties below {@code gatehouse.} that the metadata on the class path describes. Scans the text for the few
 * members it needs, which is much cheaper than a JSON parser at the start; reads the metadata of other jars, where an
 * application describes properties of its own below our prefix, only if a name is not among ours.
 */
final class MetadataKeys {

    private static final String RESOURCE = "META-INF/spring-configuration-metadata.json";
    private static final String PREFIX = "gatehouse.";
    private static final String NAME = "\"name\"";
    private static final String TYPE = "\"type\"";
    private static final Pattern GENERIC = Pattern.compile(".*[<,]\\s*([\\w.$]+)>");

    private final ClassLoader classes;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private @Nullable Enumeration<URL> others;

    MetadataKeys(ClassLoader classes) {
        this.classes = classes;
        readOwn();
    }

    /** Compares without case and separators, since an environment variable has none of them. */
    static String uniform(String name) {
        StringBuilder uniform = new StringBuilder(name.length());
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c != '.' && c != '-' && c != '_') {
                uniform.append(c);
            }
        }
        return uniform.toString();
    }

    boolean isKnown(String property) {
        while (!isDescribed(property)) {
            if (!readNext()) {
                return false;
            }
        }
        return true;
    }

    Collection<String> names() {
        return names.values();
    }

    private boolean isDescribed(String property) {
        int index = property.indexOf('[');
        String plain = uniform(index < 0 ? property : property.substring(0, index));
        if (names.containsKey(plain)) {
            String rest = index < 0 ? "" : property.substring(property.indexOf(']', index) + 1);
            return rest.isEmpty() || isComponent(types.get(plain), rest);
        }
        // Keys of a map have any name.
        for (Map.Entry<String, String> type : types.entrySet()) {
            if (type.getValue().startsWith("java.util.Map<") && plain.startsWith(type.getKey())) {
                return true;
            }
        }
        return false;
    }

    /** The entries of a list are records, which the metadata does not describe. */
    private boolean isComponent(@Nullable String listType, String rest) {
        Matcher generic = GENERIC.matcher(listType == null ? "" : listType);
        if (!generic.matches()) {
            return true;
        }
        Class<?> element;
        try {
            element = ClassUtils.forName(generic.group(1), classes);
        } catch (ClassNotFoundException | LinkageError e) {
            // The type of an optional library: nothing to compare with.
            return true;
        }
        if (!element.isRecord()) {
            return true;
        }
        int end = rest.indexOf('[', 1);
        String component = uniform(end < 0 ? rest : rest.substring(0, end));
        for (var known : element.getRecordComponents()) {
            String name = uniform(known.getName());
            if (component.equals(name) || component.startsWith(name) && Map.class.isAssignableFrom(known.getType())) {
                return true;
            }
        }
        return false;
    }

    private void readOwn() {
        String self = ClassUtils.getClassFileName(MetadataKeys.class);
        URL url = MetadataKeys.class.getResource(self);
        String path = MetadataKeys.class.getName().replace('.', '/') + ".class";
        if (url == null || !url.toString().endsWith(path)) {
            return;
        }
        try {
            read(new URL(StringUtils.delete(url.toString(), path) + RESOURCE));
        } catch (FileNotFoundException e) {
            // Repackaged into another jar: then it is among all the others.
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** An application's own metadata is usually the first. */
    private boolean readNext() {
        try {
            if (others == null) {
                others = classes.getResources(RESOURCE);
            }
            if (!others.hasMoreElements()) {
                return false;
            }
            read(others.nextElement());
            return true;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(IOException e) {
        return new IllegalStateException("The configuration metadata on the class path cannot be read.", e);
    }

    private void read(URL url) throws IOException {
        var connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int properties = json.indexOf("\"properties\"");
            if (properties >= 0 && json.indexOf(PREFIX, properties) >= 0) {
                scan(json, properties);
            }
        }
    }

    private void scan(String json, int start) {
        int hints = json.indexOf("\"hints\"", start);
        int end = hints < 0 ? json.length() : hints;
        int at = json.indexOf(NAME, start);
        while (at >= 0 && at < end) {
            int next = json.indexOf(NAME, at + NAME.length());
            String name = text(json, at + NAME.length());
            if (name.startsWith(PREFIX)) {
                names.put(uniform(name), name);
                int type = json.indexOf(TYPE, at);
                if (type >= 0 && (next < 0 || type < next)) {
                    types.put(uniform(name), text(json, type + TYPE.length()));
                }
            }
            at = next;
        }
    }

    /** Between the next two quotes; names and types need no escapes. */
    private static String text(String json, int from) {
        int open = json.indexOf('"', from);
        int close = json.indexOf('"', open + 1);
        return open < 0 || close < 0 ? "" : json.substring(open + 1, close);
    }
}
