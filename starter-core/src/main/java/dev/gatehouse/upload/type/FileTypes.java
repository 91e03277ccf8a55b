package dev.gatehouse.upload.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of files that can be told apart, by extension. Immutable, thread-safe. */
public final class FileTypes {

    private static final FileTypes STANDARD = new FileTypes(StandardTypes.all());

    private final Map<String, FileType> byExtension;

    private FileTypes(List<FileType> types) {
        Map<String, FileType> map = new LinkedHashMap<>();
        for (FileType type : types) {
            for (String extension : type.extensions()) {
                map.put(extension, type);
            }
        }
        byExtension = Collections.unmodifiableMap(map);
    }

    /**
     * Returns the built-in kinds: pdf, docx, doc, txt, md, xlsx, xls, csv, png, jpg, jpeg, gif.
     *
     * @return the built-in kinds
     */
    public static FileTypes standard() {
        return STANDARD;
    }

    /**
     * Adds kinds.
     *
     * @param types take the place of those with the same extension
     * @return these and the others
     */
    public FileTypes with(FileType... types) {
        List<FileType> all = new ArrayList<>(byExtension.values());
        all.addAll(List.of(types));
        return new FileTypes(all);
    }

    /**
     * Returns the extensions.
     *
     * @return lower case, without the dot
     */
    public Set<String> extensions() {
        return byExtension.keySet();
    }

    /**
     * Finds a kind.
     *
     * @param extension lower case, without the dot
     * @return the kind, or null if none has this extension
     */
    public @Nullable FileType byExtension(String extension) {
        return byExtension.get(extension);
    }
}
