package dev.gatehouse.upload.multipart;

import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file name of a part as one of its later readers does: the container, a web framework. Where two of them read
 * different names, a check of one says nothing about the other. Thread-safe.
 */
@FunctionalInterface
public interface FileNameReader {

    /**
     * Reads the name.
     *
     * @param part a part of a multipart request
     * @return the file name, which may be empty; null if this reader takes the part for one without file name
     * @throws RuntimeException if this reader cannot read the head of the part; the request is refused then
     */
    @Nullable
    String read(Part part);
}
