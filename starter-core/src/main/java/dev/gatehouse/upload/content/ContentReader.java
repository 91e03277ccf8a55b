package dev.gatehouse.upload.content;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads a content at any position through a window of 16 KiB and holds no more of it than that. A content that would be
 * opened again and again, since the checks go back in it, is copied to a temporary file once, which is gone when the reader
 * is closed. Each step asks the time budget, so that a check that reads cannot go on for ever. For one thread; closed by who
 * opened it.
 */
public final class ContentReader implements Closeable {

    private static final int WINDOW = 16 << 10;
    private static final int MOST_OF_COPY_IN_MEMORY = 64 << 10;
    /** Checks of honest files go back less often, but for fragmented ones. */
    private static final int MOST_OPENS = 16;

    private final Content content;
    private final long size;
    private final TimeBudget time;
    private @Nullable FileChannel channel;

    private byte[] window;
    private long windowStart;
    private int windowLength;

    private @Nullable InputStream stream;
    private long streamPosition;
    private int opens;

    private ContentReader(Content content, TimeBudget time, @Nullable FileChannel channel) {
        this.content = content;
        this.size = content.size();
        this.time = time;
        this.channel = channel;
        if (content instanceof BytesContent memory) {
            window = memory.bytes();
            windowLength = window.length;
        } else {
            window = new byte[(int) Math.min(WINDOW, Math.max(size, 1))];
        }
    }

    /**
     * Opens a content.
     *
     * @param content the bytes
     * @param time how long reading may take
     * @return a reader, to be closed
     * @throws IOException if it cannot be opened
     */
    public static ContentReader open(Content content, TimeBudget time) throws IOException {
        return new ContentReader(
                content,
                time,
                content instanceof FileContent file ? FileChannel.open(file.file(), StandardOpenOption.READ) : null);
    }

    /**
     * Reads bytes that came out of this content, e.g. unpacked ones, within the same time.
     *
     * @param bytes the bytes, not copied
     * @return a reader of them, which need not be closed
     */
    public ContentReader over(byte[] bytes) {
        return new ContentReader(new BytesContent(bytes), time, null);
    }

    /**
     * Copies what comes out of this content and has to be read at any place, e.g. a file in it. What is larger than 64 KiB
     * goes to a temporary file, which is gone when the reader is closed. Reads within the same time.
     *
     * @param source the bytes, up to its end; not closed
     * @param most how many there may be
     * @return a reader of the copy, to be closed
     * @throws IOException if the bytes cannot be read or copied
     * @throws UploadRefusedException with {@link UploadReason#ARCHIVE_TOO_LARGE} if there are more
     */
    public ContentReader copyOf(InputStream source, long most) throws IOException {
        byte[] head = source.readNBytes(MOST_OF_COPY_IN_MEMORY);
        UnnamedFile.requireAtMost(most, head.length);
        if (head.length < MOST_OF_COPY_IN_MEMORY) {
            return over(head);
        }
        FileChannel file = UnnamedFile.create();
        try {
            UnnamedFile.write(head, head.length, file);
            UnnamedFile.copy(source, file, most, time);
            return new ContentReader(Content.of(file.size(), InputStream::nullInputStream), time, file);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * Returns the size.
     *
     * @return bytes
     */
    public long size() {
        return size;
    }

    /**
     * Ends the check if its time is over. Reading does so by itself; for loops that do not read.
     *
     * @throws UploadRefusedException if no time is left
     */
    public void checkTime() {
        time.check();
    }

    /**
     * Reads one byte.
     *
     * @param position where, from 0
     * @return 0 to 255
     * @throws IOException if reading fails
     * @throws UploadRefusedException with {@link UploadReason#CONTENT_TRUNCATED} if the content ends before
     */
    public int u8(long position) throws IOException {
        return window[at(position, 1)] & 0xff;
    }

    /**
     * Reads two bytes, the low one first.
     *
     * @param position where, from 0
     * @return 0 to 65535
     * @throws IOException if reading fails
     */
    public int u16le(long position) throws IOException {
        int i = at(position, 2);
        return (window[i] & 0xff) | (window[i + 1] & 0xff) << 8;
    }

    /**
     * Reads two bytes, the high one first.
     *
     * @param position where, from 0
     * @return 0 to 65535
     * @throws IOException if reading fails
     */
    public int u16be(long position) throws IOException {
        return Short.reverseBytes((short) u16le(position)) & 0xffff;
    }

    /**
     * Reads four bytes, the low one first.
     *
     * @param position where, from 0
     * @return 0 to 2^32 - 1
     * @throws IOException if reading fails
     */
    public long u32le(long position) throws IOException {
        return i32le(position) & 0xffffffffL;
    }

    /**
     * Reads four bytes, the high one first.
     *
     * @param position where, from 0
     * @return 0 to 2^32 - 1
     * @throws IOException if reading fails
     */
    public long u32be(long position) throws IOException {
        return Integer.reverseBytes(i32le(position)) & 0xffffffffL;
    }

    /**
     * Reads eight bytes, the low one first.
     *
     * @param position where, from 0
     * @return all 64 bits
     * @throws IOException if reading fails
     */
    public long i64le(long position) throws IOException {
        return u32le(position) | u32le(position + 4) << 32;
    }

    private int i32le(long position) throws IOException {
        int i = at(position, 4);
        return (window[i] & 0xff)
                | (window[i + 1] & 0xff) << 8
                | (window[i + 2] & 0xff) << 16
                | (window[i + 3] & 0xff) << 24;
    }

    /**
     * Compares bytes.
     *
     * @param position where, from 0
     * @param expected the bytes
     * @return whether they stand there; false if the content ends before
     * @throws IOException if reading fails
     */
    public boolean startsWith(long position, byte[] expected) throws IOException {
        if (position < 0 || size - position < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (u8(position + i) != (expected[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads many bytes.
     *
     * @param position where, from 0 to the size
     * @param target where they go
     * @param offset the first place there
     * @param length how many are wanted
     * @return how many were read: all, or fewer at the end of the content
     * @throws IOException if reading fails
     */
    public int read(long position, byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.max(0, Math.min(length, size - position));
        time.check();
        if (wanted == 0) {
            return 0;
        }
        long inWindow = position - windowStart;
        if (inWindow >= 0 && inWindow + wanted <= windowLength) {
            System.arraycopy(window, (int) inWindow, target, offset, wanted);
        } else {
            fill(position, target, offset, wanted);
        }
        return wanted;
    }

    /**
     * Gives the bytes from a position on in pieces, without copying them where they are in memory already.
     *
     * @param from the first byte
     * @param to behind the last byte
     * @param sink takes the pieces
     * @throws IOException if reading fails
     */
    public void forEach(long from, long to, Sink sink) throws IOException {
        long end = Math.min(to, size);
        for (long position = from; position < end; ) {
            time.check();
            int index = at(position, 1);
            int length = (int) Math.min(Math.min(end - position, windowLength - index), WINDOW);
            sink.accept(window, index, length);
            position += length;
        }
    }

    /** Takes pieces of a content, one behind the other. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Takes a piece, which is not to be changed or kept.
         *
         * @param bytes holds the piece
         * @param offset its first byte
         * @param length its length, at least 1
         * @throws IOException if it fails
         */
        void accept(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Makes sure that the bytes are in the window; returns where. */
    private int at(long position, int length) throws IOException {
        long inWindow = position - windowStart;
        if (inWindow >= 0 && inWindow + length <= windowLength) {
            return (int) inWindow;
        }
        if (position < 0 || size - position < length) {
            throw new UploadRefusedException(UploadReason.CONTENT_TRUNCATED);
        }
        time.check();
        int filled = (int) Math.min(window.length, size - position);
        windowLength = 0;
        fill(position, window, 0, filled);
        windowStart = position;
        windowLength = filled;
        return 0;
    }

    private void fill(long position, byte[] target, int offset, int length) throws IOException {
        if (channel == null && opens == MOST_OPENS && position < streamPosition) {
            channel = copied();
        }
        if (channel != null) {
            fill(channel, position, ByteBuffer.wrap(target, offset, length));
            return;
        }
        InputStream source = streamAt(position);
        if (source.readNBytes(target, offset, length) < length) {
            throw tooShort();
        }
        streamPosition += length;
    }

    private static void fill(FileChannel file, long position, ByteBuffer target) throws IOException {
        int start = target.position();
        while (target.hasRemaining()) {
            if (file.read(target, position + target.position() - start) < 0) {
                throw tooShort();
            }
        }
    }

    /** Going back in a stream starts it again; one file could spend all the time on that. */
    private @Nullable FileChannel copied() throws IOException {
        FileChannel file = UnnamedFile.createIfPossible();
        if (file == null) {
            return null;
        }
        close();
        try (InputStream source = content.open()) {
            UnnamedFile.copy(source, file, Long.MAX_VALUE, time);
            return file;
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private static IOException tooShort() {
        return new IOException("The content is shorter than its size.");
    }

    private InputStream streamAt(long position) throws IOException {
        InputStream open = stream;
        if (open == null || streamPosition > position) {
            close();
            open = content.open();
            opens++;
            stream = open;
            streamPosition = 0;
        }
        open.skipNBytes(position - streamPosition);
        streamPosition = position;
        return open;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        InputStream open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }
}
