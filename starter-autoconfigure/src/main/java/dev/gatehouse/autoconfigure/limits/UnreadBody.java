package dev.gatehouse.autoconfigure.limits;

import dev.gatehouse.limits.BodyMeter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the body of an HTTP/1 request when it is answered. It is taken in for a moment, so that the client gets
 * to read the answer: a connection that is closed on bytes nobody has read may destroy it. Tomcat would wait for a client
 * that sends a byte a minute to any path, and give it a thread for that. HTTP/2 resets the stream instead.
 */
final class UnreadBody {

    private static final long PAUSE_NANOS = 10_000_000;

    private final Request request;
    private final Response response;
    private final org.apache.coyote.Request protocol;

    UnreadBody(Request request, Response response) {
        this.request = request;
        this.response = response;
        this.protocol = request.getCoyoteRequest();
    }

    void takeIn(BodyMeter meter, LingeringCloses lingering) throws IOException {
        if (isClosedByTomcat() || isFullyRead() || !isWritable()) {
            return;
        }
        response.finishResponse();
        if (!lingering.tryBegin()) {
            giveUp();
            return;
        }
        try {
            meter.startDrain(maxSwallowSize());
            read(meter);
        } catch (InvalidParameterException | IOException e) {
            giveUp();
        } finally {
            lingering.end();
        }
    }

    /** Never waits in a read: how long that may take is not for a client to say who has its answer already. */
    private void read(BodyMeter meter) throws IOException {
        Bin bin = new Bin();
        long begin = System.nanoTime();
        long lastBytes = begin;
        while (!isFullyRead()) {
            long now = System.nanoTime();
            if (now - begin > LingeringCloses.totalNanos()) {
                giveUp();
                return;
            }
            if (isAvailable()) {
                if (protocol.doRead(bin) < 0) {
                    return;
                }
                bin.empty();
                lastBytes = now;
            } else if (now - lastBytes > LingeringCloses.idleNanos() || meter.count(0, PAUSE_NANOS) != null) {
                giveUp();
                return;
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void giveUp() {
        protocol.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    /** Whoever announces a body and is not told to go on may send it or not; Tomcat waits for it after a success all the same. */
    private boolean isClosedByTomcat() {
        int status = response.getStatus();
        return protocol.hasExpectation() && (status < 200 || status > 299);
    }

    private boolean isAvailable() {
        protocol.action(ActionCode.AVAILABLE, Boolean.TRUE);
        return protocol.getAvailable() > 0;
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
