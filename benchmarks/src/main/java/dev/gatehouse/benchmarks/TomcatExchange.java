package dev.gatehouse.benchmarks;

import dev.gatehouse.autoconfigure.tomcat.EncodedHeadValve;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.OutputBuffer;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's own request and response, without its connector: what it costs there to read attributes and headers, and to
 * set and write out fifteen more headers. Reading from and writing to the socket, parsing and mapping are not in it.
 */
final class TomcatExchange implements Exchange {

    private final org.apache.coyote.Request coyoteRequest = new org.apache.coyote.Request();
    private final org.apache.coyote.Response coyoteResponse = new org.apache.coyote.Response();
    private final Connector connector = new Connector();
    private final Request request = new Request(connector, coyoteRequest);
    private final Response response = new Response(coyoteResponse);
    private final byte[][][] requestHeaders = bytes();
    private final HeadWriter head = new HeadWriter(coyoteResponse);
    private long bodyBytes;
    private final Valve valve = new EncodedHeadValve();
    private boolean headWritten;

    TomcatExchange() {
        coyoteRequest.setResponse(coyoteResponse);
        coyoteResponse.setRequest(coyoteRequest);
        coyoteResponse.setOutputBuffer(new Wire());
        coyoteRequest.setNote(CoyoteAdapter.ADAPTER_NOTES, request);
        response.setRequest(request);
        valve.setNext(new EndOfPipeline());
    }

    private static byte[][][] bytes() {
        byte[][][] headers = new byte[BrowserHeaders.ALL.length][2][];
        for (int i = 0; i < headers.length; i++) {
            headers[i][0] = BrowserHeaders.ALL[i][0].getBytes(StandardCharsets.ISO_8859_1);
            headers[i][1] = BrowserHeaders.ALL[i][1].getBytes(StandardCharsets.ISO_8859_1);
        }
        return headers;
    }

    @Override
    public void begin(String clientAddress) {
        request.recycle();
        response.recycle();
        coyoteRequest.recycle();
        coyoteResponse.recycle();
        head.clear();
        bodyBytes = 0;
        headWritten = false;

        coyoteRequest.setMethod("GET");
        coyoteRequest.protocol().setString("HTTP/1.1");
        coyoteRequest.requestURI().setString(BrowserHeaders.PATH);
        coyoteRequest.serverName().setString("api.example.com");
        coyoteRequest.remoteAddr().setString(clientAddress);
        MimeHeaders headers = coyoteRequest.getMimeHeaders();
        for (byte[][] header : requestHeaders) {
            // Bytes, as the parser leaves them: a name is then compared without making a string.
            headers.addValue(header[0], 0, header[0].length).setBytes(header[1], 0, header[1].length);
        }
        request.setSecure(true);
        try {
            valve.invoke(request, response);
        } catch (IOException | ServletException e) {
            throw new IllegalStateException("Nothing here reads or writes", e);
        }
    }

    @Override
    public HttpServletRequest request() {
        return request.getRequest();
    }

    @Override
    public HttpServletResponse response() {
        return response.getResponse();
    }

    @Override
    public int finish() throws IOException {
        response.finishResponse();
        return coyoteResponse.getStatus();
    }

    @Override
    public @Nullable String sentHeader(String name) {
        return coyoteResponse.getMimeHeaders().getHeader(name);
    }

    @Override
    public long sentBytes() {
        return bodyBytes;
    }

    /** Reads what stands in the buffer for the socket; for tests. */
    String sentHead() {
        return head.text();
    }

    private static final class EndOfPipeline extends ValveBase {

        @Override
        public void invoke(Request request, Response response) {}
    }

    /** Where Tomcat's protocol would be. */
    private final class Wire implements OutputBuffer {

        @Override
        public int doWrite(ByteBuffer chunk) {
            // Tomcat has marked it as committed by now.
            if (!headWritten) {
                headWritten = true;
                head.write();
            }
            int length = chunk.remaining();
            chunk.position(chunk.limit());
            bodyBytes += length;
            return length;
        }

        @Override
        public long getBytesWritten() {
            return bodyBytes;
        }
    }
}
