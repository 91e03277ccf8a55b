package dev.gatehouse.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Sends one and the same GET request over a connection to this machine, one at a time. Where the server closes the
 * connection after an answer, the next request opens a new one. Allocates nothing per request. For one thread.
 */
final class KeptConnection implements Closeable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final InetSocketAddress server;
    private final byte[] request;
    private final AnswerReader answers = new AnswerReader();
    private Socket socket = new Socket();
    private OutputStream out = OutputStream.nullOutputStream();

    /**
     * Opens the connection.
     *
     * @param port the server's port on the loopback address
     * @param path what to get
     * @throws IOException if there is no server
     */
    KeptConnection(int port, String path) throws IOException {
        this(port, path, null);
    }

    /**
     * Opens the connection.
     *
     * @param port the server's port on the loopback address
     * @param path what to get
     * @param token the access token that goes with each request (RFC 6750, 2.1); null for none
     * @throws IOException if there is no server
     */
    KeptConnection(int port, String path, @Nullable String token) throws IOException {
        String authorization = token == null ? "" : "Authorization: Bearer " + token + "\r\n";
        server = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAccept: application/json\r\n"
                        + authorization + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        open();
    }

    private void open() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(server, TIMEOUT_MILLIS);
        answers.readFrom(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /**
     * Sends the request and reads the whole answer.
     *
     * @return its status
     * @throws IOException if the server does not answer within ten seconds or what it says is not understood
     */
    int get() throws IOException {
        if (socket.isClosed()) {
            open();
        }
        out.write(request);
        int status = answers.read();
        if (answers.closes()) {
            close();
        }
        return status;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
