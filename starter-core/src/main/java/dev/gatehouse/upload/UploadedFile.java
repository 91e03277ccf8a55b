package dev.gatehouse.upload;

import dev.gatehouse.upload.content.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file as a client sent it: nothing of it is believed.
 *
 * @param names the name as each reader of the request sees it, e.g. the container and Spring; all of them have to be the
 *     same. An empty text where a reader sees none; an empty list if there is none at all
 * @param declaredType the {@code Content-Type} of the part, with or without parameters; null if it has none
 * @param content the bytes
 */
public record UploadedFile(List<String> names, @Nullable String declaredType, Content content) {

    /** Copies the names. */
    public UploadedFile {
        names = List.copyOf(names);
    }

    /**
     * Takes a file whose name nobody can read differently.
     *
     * @param name the name that the client gave, decoded; null if it gave none
     * @param declaredType the {@code Content-Type} of the part; null if it has none
     * @param content the bytes
     * @return the file
     */
    public static UploadedFile of(@Nullable String name, @Nullable String declaredType, Content content) {
        return new UploadedFile(name == null ? List.of() : List.of(name), declaredType, content);
    }
}
