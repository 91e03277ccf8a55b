package dev.gatehouse.autoconfigure.limits;

import dev.gatehouse.error.Problem;
import dev.gatehouse.limits.BodyMeter;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Counts what Tomcat takes from the protocol for whoever reads the body. A refusal is thrown as the exception with which
 * Tomcat itself ends the parsing of too large forms: an {@code IOException} would make it answer 400, and others would
 * be forgotten when parameters are asked for a second time.
 */
final class MeteredInputBuffer implements InputBuffer {

    private final InputBuffer target;
    private final BodyMeter meter;

    private MeteredInputBuffer(InputBuffer target, BodyMeter meter) {
        this.target = target;
        this.meter = meter;
    }

    static void install(Request protocol, BodyMeter meter) {
        protocol.setInputBuffer(new MeteredInputBuffer(protocol.getInputBuffer(), meter));
    }

    /** Requests are used again: a meter that an asynchronous request left must not meet the next one. */
    static void remove(Request protocol) {
        if (protocol.getInputBuffer() instanceof MeteredInputBuffer metered) {
            protocol.setInputBuffer(metered.target);
        }
    }

    BodyMeter meter() {
        return meter;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        long start = System.nanoTime();
        Problem refusal;
        int read = 0;
        try {
            read = target.doRead(handler);
            refusal = meter.count(Math.max(read, 0), System.nanoTime() - start);
        } catch (SocketTimeoutException e) {
            refusal = meter.giveUp();
        } catch (IOException e) {
            refusal = meter.fail();
            if (refusal == null) {
                throw e;
            }
        }
        if (refusal == null) {
            return read;
        }
        discard(handler.getByteBuffer());
        throw new InvalidParameterException(
                "The request exceeds the size or the time limit of its body.", refusal.status());
    }

    private static void discard(ByteBuffer buffer) {
        if (buffer != null) {
            buffer.position(buffer.limit());
        }
    }

    @Override
    public int available() {
        return target.available();
    }
}
