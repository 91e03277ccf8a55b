package dev.gatehouse.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/**
 * Reads answers of HTTP/1.1 (RFC 9112) and throws their bodies away: bodies of fixed length or chunked, which is all a
 * kept connection can have. Allocates nothing per answer. For one thread.
 */
final class AnswerReader {

    private final byte[] buffer = new byte[16_384];
    private final StringBuilder line = new StringBuilder(256);
    private InputStream in = InputStream.nullInputStream();
    private int position;
    private int limit;
    private boolean closes;

    /** Turns to a new connection. */
    void readFrom(InputStream newInput) {
        in = newInput;
        position = 0;
        limit = 0;
    }

    /** Tells whether the server closes the connection after the last answer. */
    boolean closes() {
        return closes;
    }

    /**
     * Reads one answer to its end.
     *
     * @return its status
     * @throws IOException if what the server says is not understood, or it says nothing
     */
    int read() throws IOException {
        readLine();
        int status = status();
        long length = -1;
        boolean chunked = false;
        closes = false;
        for (readLine(); line.length() > 0; readLine()) {
            if (startsWith("content-length:")) {
                length = number(15, 10);
            } else if (startsWith("transfer-encoding: chunked")) {
                chunked = true;
            } else if (startsWith("connection: close")) {
                closes = true;
            }
        }
        if (chunked) {
            skipChunks();
        } else if (length >= 0) {
            skip(length);
        } else if (status != 204 && status != 304) {
            throw new ProtocolException("An answer has neither a length nor chunks.");
        }
        return status;
    }

    private int status() throws ProtocolException {
        if (!startsWith("http/1.1 ") || line.length() < 12) {
            throw new ProtocolException("'" + line + "' is no status line of HTTP/1.1.");
        }
        line.setLength(12);
        return (int) number(9, 10);
    }

    private void skipChunks() throws IOException {
        long size;
        do {
            readLine();
            int extension = line.indexOf(";");
            line.setLength(extension < 0 ? line.length() : extension);
            size = number(0, 16);
            if (size > 0) {
                skip(size);
            }
            do {
                readLine();
            } while (size == 0 && line.length() > 0);
        } while (size > 0);
    }

    private void skip(long count) throws IOException {
        long left = count;
        while (left > limit - position) {
            left -= limit - position;
            fill();
        }
        position += (int) left;
    }

    private void readLine() throws IOException {
        line.setLength(0);
        while (true) {
            if (position == limit) {
                fill();
            }
            byte next = buffer[position++];
            if (next == '\n') {
                return;
            }
            if (next != '\r') {
                line.append((char) (next & 0xff));
            }
            if (line.length() > buffer.length) {
                throw new ProtocolException("A line is longer than " + buffer.length + " bytes.");
            }
        }
    }

    private void fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        if (limit == 0) {
            throw new EOFException("The server closed the connection within an answer.");
        }
    }

    private boolean startsWith(String lowerCase) {
        if (line.length() < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if (Character.toLowerCase(line.charAt(i)) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private long number(int from, int radix) throws ProtocolException {
        int start = from;
        int end = line.length();
        while (start < end && line.charAt(start) == ' ') {
            start++;
        }
        while (end > start && line.charAt(end - 1) == ' ') {
            end--;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = Character.digit(line.charAt(i), radix);
            if (digit < 0 || value > Integer.MAX_VALUE) {
                throw new ProtocolException("'" + line + "' holds no number that is understood.");
            }
            value = value * radix + digit;
        }
        if (start == end) {
            throw new ProtocolException("'" + line + "' holds no number.");
        }
        return value;
    }
}
