package dev.gatehouse;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are to a service on this machine. */
public final class RawHttp {

    private RawHttp() {}

    /** Sends a request that asks for the connection to be closed, and gives all of the answer. */
    public static String send(int port, String request) throws IOException {
        return send(port, request, false);
    }

    /** Sends what may be the beginning of a request, and that nothing more will come. */
    public static String sendAndEnd(int port, String request) throws IOException {
        return send(port, request, true);
    }

    private static String send(int port, String request, boolean last) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            if (last) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
