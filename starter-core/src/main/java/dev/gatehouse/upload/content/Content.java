package dev.gatehouse.upload.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of an uploaded file, which can be read any number of times and never are in memory as a whole because of
 * the checks. Whoever opens a stream closes it. Implementations need not be thread-safe as long as one request uses one.
 */
public interface Content {

    /**
     * Returns the size.
     *
     * @return bytes, at least 0
     */
    long size();

    /**
     * Opens the bytes from the start.
     *
     * @return a new stream; its {@code skip} should seek, as that of a file does, since checks jump
     * @throws IOException if it cannot be opened
     */
    InputStream open() throws IOException;

    /**
     * Takes bytes that are in memory.
     *
     * @param bytes the bytes, not copied
     * @return the content
     */
    static Content of(byte[] bytes) {
        return new BytesContent(bytes);
    }

    /**
     * Takes a file.
     *
     * @param file a readable file that does not change
     * @return the content
     * @throws IOException if its size cannot be read
     */
    static Content of(Path file) throws IOException {
        return new FileContent(file, Files.size(file));
    }

    /**
     * Takes what opens a stream again and again, e.g. {@code part::getInputStream} of a servlet part.
     *
     * @param size bytes, at least 0
     * @param source opens the bytes from the start
     * @return the content
     */
    static Content of(long size, Source source) {
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                return source.open();
            }
        };
    }

    /** Opens the same bytes each time. */
    @FunctionalInterface
    interface Source {

        /**
         * Opens the bytes from the start.
         *
         * @return a new stream
         * @throws IOException if it cannot be opened
         */
        InputStream open() throws IOException;
    }
}

/** In memory. */
record BytesContent(byte[] bytes) implements Content {

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}

/** In a file. */
record FileContent(Path file, long size) implements Content {

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }
}
