package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks the streams that hold objects (ISO 32000-1, 7.5.7). Since their dictionary may be written in many ways, every
 * stream that starts like compressed data and unpacks to what such a stream starts with, numbers, is taken for one.
 */
final class PdfObjectStreams implements ContentReader.Sink {

    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final int ENOUGH = 64;

    private final ContentReader content;
    private final ArchiveMeter meter;
    private final Supplier<PdfNames> names;
    private final LongSink starts = new LongSink();
    private final byte[] packed = new byte[4 << 10];
    private final byte[] plain = new byte[4 << 10];
    private long position;
    private int matched;

    private PdfObjectStreams(ContentReader content, ArchiveMeter meter, Supplier<PdfNames> names) {
        this.content = content;
        this.meter = meter;
        this.names = names;
    }

    static void forEach(ContentReader content, ArchiveMeter meter, Supplier<PdfNames> names) throws IOException {
        PdfObjectStreams streams = new PdfObjectStreams(content, meter, names);
        content.forEach(0, content.size(), streams);
        Inflater inflater = new Inflater();
        try {
            for (int i = 0; i < streams.starts.size; i++) {
                streams.scan(streams.starts.values[i], inflater);
            }
        } finally {
            inflater.end();
        }
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (matched == 0) {
                i = ByteSearch.indexOf(bytes, i, end, 's');
                if (i == end) {
                    break;
                }
                matched = 1;
            } else if (bytes[i] == STREAM[matched]) {
                if (++matched == STREAM.length) {
                    starts.add(position + (i - offset) + 1);
                    matched = 0;
                }
            } else {
                matched = bytes[i] == 's' ? 1 : 0;
            }
        }
        position += length;
    }

    private void scan(long after, Inflater inflater) throws IOException {
        long start = after;
        while (start < content.size()
                && start < after + 2
                && (content.u8(start) == '\r' || content.u8(start) == '\n')) {
            start++;
        }
        if (start == after || start + 2 > content.size() || !isZlib(content, start)) {
            return;
        }
        PdfNames found = names.get();
        try {
            unpack(start, inflater, found);
        } catch (DataFormatException damaged) {
            // A reader sees what was unpacked so far, and so did we.
            found.endName();
        }
    }

    private void unpack(long from, Inflater inflater, PdfNames found) throws IOException, DataFormatException {
        long at = from;
        boolean known = false;
        inflater.reset();
        meter.startStream(content.size() - from);
        while (!inflater.finished()) {
            int count = inflater.inflate(plain, 0, known ? plain.length : ENOUGH);
            if (count == 0) {
                if (inflater.needsDictionary() || at >= content.size()) {
                    break;
                }
                int filled = content.read(at, packed, 0, packed.length);
                inflater.setInput(packed, 0, filled);
                at += filled;
                continue;
            }
            meter.add(count);
            if (!known && !mayStartWithNumbers(plain, count)) {
                return;
            }
            known = true;
            found.accept(plain, 0, count);
        }
        found.endName();
    }

    private static boolean isZlib(ContentReader content, long at) throws IOException {
        return (content.u8(at) & 0x0f) == 8 && content.u16be(at) % 31 == 0;
    }

    /** As object streams do; nothing but blanks yet, or a comment, tells nothing. */
    private static boolean mayStartWithNumbers(byte[] plain, int count) {
        int i = 0;
        while (i < count && PdfCheck.isBlank(plain[i])) {
            i++;
        }
        return i == count || (plain[i] >= '0' && plain[i] <= '9') || "%+-.".indexOf(plain[i]) >= 0;
    }

    /** Places in the file; bounded, since each costs a look. */
    private static final class LongSink {

        private static final int MOST = 200_000;

        private long[] values = new long[64];
        private int size;

        void add(long value) {
            if (size == MOST) {
                throw new UploadRefusedException(UploadReason.ARCHIVE_TOO_MANY_ENTRIES);
            }
            if (size == values.length) {
                values = java.util.Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }
    }
}
