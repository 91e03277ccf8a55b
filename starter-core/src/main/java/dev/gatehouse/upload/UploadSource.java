package dev.gatehouse.upload;

import org.jspecify.annotations.Nullable;

/** Finds the file in a value that is annotated with {@link ValidUpload}. Thread-safe. */
public interface UploadSource {

    /**
     * Finds the file.
     *
     * @param value what is annotated
     * @return the file, or null if this type of value is none
     */
    @Nullable
    UploadedFile fileOf(Object value);

    /**
     * Tells what was found of the file before, in the same request.
     *
     * @param value what is annotated
     * @return the verdict of an accepted file, or null to have it checked now
     */
    @Nullable
    UploadVerdict verdictOf(Object value);
}
