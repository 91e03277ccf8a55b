package dev.gatehouse.autoconfigure.limits;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One connection on which a test says exactly what is sent. */
final class RawConnection implements AutoCloseable {

    /** Long, as a busy machine may be slow; a service that hangs is found all the same. */
    private static final int PATIENCE_MILLIS = 60_000;

    /** Shorter than what the container keeps an idle connection for. */
    private static final int CLOSE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RawConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    RawConnection sendChunks(String body, int size) throws IOException {
        for (int start = 0; start < body.length(); start += size) {
            String chunk = body.substring(start, Math.min(body.length(), start + size));
            send(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
        }
        return send("0\r\n\r\n");
    }

    /** Sends one byte after the other, as slowly as the pause says, until the service answers or closes. */
    void dripUntilAnswered(byte drip, int pauseMillis) throws IOException {
        socket.setSoTimeout(pauseMillis);
        for (int i = 0; i < CLOSE_MILLIS / pauseMillis; i++) {
            try {
                in.mark(1);
                in.read();
                in.reset();
                socket.setSoTimeout(PATIENCE_MILLIS);
                return;
            } catch (SocketTimeoutException nothingYet) {
                out.write(drip);
            }
        }
        throw new SocketTimeoutException("No answer and no end after 10 seconds.");
    }

    /** No more is going to come, but the answer is still awaited. */
    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    boolean hasAnswer() throws IOException {
        return in.available() > 0;
    }

    Answer answer() throws IOException {
        String head = readHead();
        String[] lines = head.split("\r\n");
        Map<String, String> headers = Arrays.stream(lines)
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .collect(Collectors.toMap(line -> line[0].toLowerCase(Locale.ROOT), line -> line[1], (a, b) -> a));
        int status = Integer.parseInt(lines[0].split(" ")[1]);
        return new Answer(status, headers, status < 200 ? "" : readBody(headers));
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The connection ended in the head: " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private String readBody(Map<String, String> headers) throws IOException {
        String length = headers.get("content-length");
        if (length != null) {
            return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(in.readNBytes(size));
            in.readNBytes(2);
        }
        in.readNBytes(2);
        return body.toString(StandardCharsets.UTF_8);
    }

    private int chunkSize() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended between chunks.");
            }
            line.append((char) next);
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    /** True if the service closes the connection, and does so before it would be idle for too long. */
    boolean isClosed() throws IOException {
        socket.setSoTimeout(CLOSE_MILLIS);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    record Answer(int status, Map<String, String> headers, String body) {}
}
