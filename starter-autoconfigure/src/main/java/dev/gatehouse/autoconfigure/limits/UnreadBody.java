package dev.gatehouse.autoconfigure.limits;

import dev.gatehouse.limits.BodyMeter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the body of an HTTP/1 request when it is answered. Tomcat takes it in before it goes on or closes, so
 * that the client gets to read the answer, but at whatever pace: a client that sends a byte a minute to any path holds a
 * thread. HTTP/2 resets the stream instead.
 */
final class UnreadBody {

    private final Request request;
    private final Response response;
    private final org.apache.coyote.Request protocol;

    UnreadBody(Request request, Response response) {
        this.request = request;
        this.response = response;
        this.protocol = request.getCoyoteRequest();
    }

    void takeIn(BodyMeter meter) throws IOException {
        if (protocol.hasExpectation() || isFullyRead() || !isWritable()) {
            return;
        }
        response.finishResponse();
        meter.startDrain(maxSwallowSize());
        try {
            Bin bin = new Bin();
            while (protocol.doRead(bin) >= 0) {
                bin.empty();
            }
        } catch (InvalidParameterException | IOException e) {
            protocol.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private boolean isFullyRead() {
        AtomicBoolean fullyRead = new AtomicBoolean();
        protocol.action(ActionCode.REQUEST_BODY_FULLY_READ, fullyRead);
        return fullyRead.get();
    }

    /** After some errors the connection is beyond use. */
    private boolean isWritable() {
        AtomicBoolean allowed = new AtomicBoolean();
        protocol.action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }

    private long maxSwallowSize() {
        long configured = request.getConnector().getProtocolHandler() instanceof AbstractHttp11Protocol<?> http
                ? http.getMaxSwallowSize()
                : 0;
        return configured < 0 ? Long.MAX_VALUE / 2 : configured;
    }

    private static final class Bin implements ApplicationBufferHandler {

        private @Nullable ByteBuffer buffer;

        void empty() {
            buffer = null;
        }

        @Override
        public void setByteBuffer(ByteBuffer newBuffer) {
            buffer = newBuffer;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }
}
