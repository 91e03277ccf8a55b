package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.util.Set;

/**
 * A kind of file: its extensions, the media types that clients declare for it, and what its content has to look like.
 * Implement it to accept another kind. Implementations are thread-safe and hold nothing of a file.
 */
public interface FileType {

    /**
     * Returns the media type under which the file is kept and given out again.
     *
     * @return type and subtype in lower case, without parameters
     */
    String mediaType();

    /**
     * Returns the extensions of this kind.
     *
     * @return lower case, without the dot
     */
    Set<String> extensions();

    /**
     * Returns what clients declare for this kind besides {@link #mediaType()}. No type, an empty one,
     * {@code application/octet-stream} and those of downloads say nothing and are accepted for every kind.
     *
     * @return types and subtypes in lower case
     */
    Set<String> aliases();

    /**
     * Tells whether {@link #check} by itself refuses every content of another kind, as where a format starts with a
     * signature: then nobody else is asked what the content looks like, which takes longer than many a check.
     *
     * @return false, unless overridden, to have {@link #accepts} asked first
     */
    default boolean identifiesItself() {
        return false;
    }

    /**
     * Tells whether the content may be of this kind, going by what its first bytes look like. Not asked of a kind that
     * identifies itself.
     *
     * @param detected a media type by magic alone, as {@link ContentDetector} says; {@code application/octet-stream} if
     *     it knows none
     * @return false to refuse the file as one of another type
     */
    boolean accepts(String detected);

    /**
     * Tells the same with a look at those first bytes: a type that is known by a few letters proves little of a text.
     *
     * @param detected as for {@link #accepts(String)}
     * @param head the first bytes, at most {@link ContentDetector#HEAD}; not to be changed or kept
     * @return what {@link #accepts(String)} says, unless overridden
     */
    default boolean accepts(String detected, byte[] head) {
        return accepts(detected);
    }

    /**
     * Looks into the content: whether it is of this kind, whole, and harmless. Must hold only a bounded part of it in
     * memory and believe no size that it states.
     *
     * @param content the bytes, at least one
     * @param rules what it may hold
     * @throws IOException if the content cannot be read, which is no fault of the client
     * @throws UploadRefusedException if it is refused
     */
    void check(ContentReader content, ContentRules rules) throws IOException;
}
