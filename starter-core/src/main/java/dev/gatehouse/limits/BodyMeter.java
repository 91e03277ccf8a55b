package dev.gatehouse.limits;

import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the body of one request while it arrives, and refuses it in the middle. Whoever reads the body from the
 * connection tells it of each read before handing the bytes on; when it answers with a problem, none of them may be
 * handed on. Once a request has taken longer than it may, no more of its body is handed on either: in some containers an
 * interrupt does not end a read, and would be gone after it.
 *
 * <p>Once the filter has seen the request, a refusal is written at once and the response is sealed: nothing that the
 * application makes of the failed read can become another answer. In an included resource
 * the read fails, and no more: the answer is up to its page. Used by the thread that reads, like the body itself.
 */
public final class BodyMeter {

    /** The request attribute that holds the meter of a container that counts bodies itself. */
    public static final String ATTRIBUTE = "dev.gatehouse.limits.body-meter";

    private static final Logger log = LoggerFactory.getLogger(BodyMeter.class);

    private final BodyRate rate;
    private final long graceNanos;
    private long limit;
    private long received;
    private long waitedNanos;
    private @Nullable HttpServletRequest request;
    private @Nullable HookedResponse response;
    private @Nullable RejectionWriter rejections;
    private volatile @Nullable Problem refusal;
    private volatile boolean answered;

    /**
     * Creates a meter.
     *
     * @param limit largest body in bytes until the filter says more
     * @param rate how fast the body has to arrive
     */
    public BodyMeter(long limit, BodyRate rate) {
        this.limit = limit;
        this.rate = rate;
        this.graceNanos = rate.grace().toNanos();
    }

    /**
     * Counts a read.
     *
     * @param bytes how many bytes came, not negative; 0 at the end of the body
     * @param waited how long the read took in nanoseconds
     * @return what the client is told, from the first read on at which something was wrong; null if nothing is
     */
    public @Nullable Problem count(int bytes, long waited) {
        if (refusal != null) {
            return refusal;
        }
        received += bytes;
        waitedNanos += waited;
        if (received > limit) {
            return refuse(LimitViolation.BODY_TOO_LARGE.problem());
        }
        Problem overdue = refuseIfOverdue();
        if (overdue != null) {
            return overdue;
        }
        return rate.isTooSlow(received, waitedNanos, graceNanos)
                ? refuse(LimitViolation.BODY_TOO_SLOW.problem())
                : null;
    }

    /**
     * Takes note of a read that failed, maybe because its thread was interrupted at the end of the time for the request.
     *
     * @return what the client is told instead; null if the failure has another cause
     */
    public @Nullable Problem fail() {
        Problem before = refusal;
        return before == null ? refuseIfOverdue() : before;
    }

    /**
     * Gives up on a client that sent nothing for as long as the container waits for a read.
     *
     * @return what the client is told
     */
    public Problem giveUp() {
        Problem before = fail();
        return before == null ? refuse(LimitViolation.BODY_TOO_SLOW.problem()) : before;
    }

    /**
     * Lets some more bytes through which nobody is going to read: after the answer a body is still taken in, so that its
     * client gets to see the answer. Too slow is still too slow.
     *
     * @param bytes how many
     */
    public void startDrain(long bytes) {
        if (LimitViolation.BODY_TOO_LARGE.problem().equals(refusal)) {
            refusal = null;
        }
        limit = received + bytes;
        request = null;
        response = null;
    }

    /** Says who is to be answered when the body turns out to be too much. */
    void guard(
            HttpServletRequest newRequest, HookedResponse newResponse, RejectionWriter newRejections, long newLimit) {
        request = newRequest;
        response = newResponse;
        rejections = newRejections;
        limit = newLimit;
    }

    @Nullable
    Problem refusal() {
        return refusal;
    }

    /** True if the client was told, so that whatever else comes out of the application does not matter. */
    boolean isAnswered() {
        return answered;
    }

    private @Nullable Problem refuseIfOverdue() {
        Problem overdue = request == null ? null : UncaughtExceptions.overruling(request);
        return overdue == null ? null : refuse(overdue);
    }

    private Problem refuse(Problem why) {
        refusal = why;
        if (request != null && response != null && rejections != null && !response.isIncluded()) {
            answer(request, response, rejections, why);
        }
        return why;
    }

    private void answer(HttpServletRequest toRequest, HookedResponse toResponse, RejectionWriter with, Problem why) {
        toRequest.setAttribute(RequestAttributes.REFUSED, Boolean.TRUE);
        try {
            answered = with.write(toRequest, toResponse, RequestBody.OF_UNKNOWN_LENGTH.refusedBy(why, toRequest));
        } catch (IOException e) {
            log.debug("The client went away before it could be told {}", why, e);
            answered = true;
        }
        if (answered) {
            toResponse.seal();
        }
    }
}
