package dev.gatehouse.autoconfigure.limits;

import dev.gatehouse.limits.BodyLimits;
import dev.gatehouse.limits.BodyMeter;
import dev.gatehouse.limits.BodyRate;
import dev.gatehouse.limits.ContainerCounting;
import dev.gatehouse.limits.HeaderLimits;
import dev.gatehouse.limits.LimitViolation;
import dev.gatehouse.limits.RequestLimitsSettings;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Counts the body of each request where Tomcat takes it from the protocol, below the streams, forms and parts that are
 * made of it; looks at the headers without making objects of them; and takes in what is left of a body once the request
 * is answered, for a moment.
 */
final class BodyMeterValve extends ValveBase {

    private final ContainerCounting counting;
    private final HeaderLimits headers;
    private final BodyRate rate;
    private final Supplier<BodyLimits> bodies;
    private final Map<Connector, LingeringCloses> lingering = new ConcurrentHashMap<>();

    BodyMeterValve(RequestLimitsSettings settings, Supplier<BodyLimits> bodies, ContainerCounting counting) {
        super(true);
        this.counting = counting;
        this.headers = settings.headers();
        this.rate = settings.bodyRate();
        this.bodies = bodies;
    }

    @Override
    protected void startInternal() throws LifecycleException {
        super.startInternal();
        counting.takeOver();
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request protocol = request.getCoyoteRequest();
        if (!request.isAsync()) {
            MeteredInputBuffer.remove(protocol);
            checkHeaders(request, protocol.getMimeHeaders());
            if (mayHaveBody(protocol)) {
                BodyMeter meter = new BodyMeter(bodies.get().largest(), rate);
                request.setAttribute(BodyMeter.ATTRIBUTE, meter);
                MeteredInputBuffer.install(protocol, meter);
            }
        }
        getNext().invoke(request, response);
        if (!request.isAsync() && protocol.getInputBuffer() instanceof MeteredInputBuffer metered) {
            if (!isHttp2(protocol)) {
                new UnreadBody(request, response).takeIn(metered.meter(), lingering(request));
            }
            MeteredInputBuffer.remove(protocol);
        }
    }

    private LingeringCloses lingering(Request request) {
        return lingering.computeIfAbsent(request.getConnector(), LingeringCloses::of);
    }

    private void checkHeaders(Request request, MimeHeaders fields) {
        int count = fields.size();
        if (count > headers.maxCount()) {
            request.setAttribute(ContainerCounting.HEADER_VIOLATION, LimitViolation.TOO_MANY_HEADERS);
            return;
        }
        for (int i = 0; i < count; i++) {
            if (fields.getName(i).getLength() + fields.getValue(i).getLength() > headers.maxSize()) {
                request.setAttribute(ContainerCounting.HEADER_VIOLATION, LimitViolation.HEADER_TOO_LARGE);
                return;
            }
        }
    }

    private static boolean mayHaveBody(org.apache.coyote.Request protocol) {
        long length;
        try {
            length = protocol.getContentLengthLong();
        } catch (IllegalArgumentException malformed) {
            // Tomcat has refused this request already and is about to say so.
            return false;
        }
        if (length >= 0) {
            return length > 0;
        }
        return isHttp2(protocol)
                ? !hasEnded(protocol)
                : protocol.getMimeHeaders().getValue("transfer-encoding") != null;
    }

    /** In HTTP/2 the frame that brings the head may say that nothing follows. */
    private static boolean hasEnded(org.apache.coyote.Request protocol) {
        AtomicBoolean ended = new AtomicBoolean();
        protocol.action(ActionCode.REQUEST_BODY_FULLY_READ, ended);
        return ended.get();
    }

    private static boolean isHttp2(org.apache.coyote.Request protocol) {
        return protocol.protocol().equals("HTTP/2.0");
    }
}
