package dev.gatehouse.flag;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests pass while their flag is on, and answers else as if there was nothing. A flag that let a request pass holds for
 * all of it, wherever it is dispatched to inside the service. Immutable, thread-safe.
 */
public final class FlagGate {

    private static final String ADMITTED = FlagGate.class.getName();
    private static final Refusal OFF = new Refusal("feature_flag", "off");

    private final FlagEvaluator flags;
    private final RejectionWriter rejections;

    /**
     * Creates a gate.
     *
     * @param flags tells which flags are on
     * @param rejections writes the refusals
     */
    public FlagGate(FlagEvaluator flags, RejectionWriter rejections) {
        this.flags = flags;
        this.rejections = rejections;
    }

    /**
     * Asks the flag, once for each request, and refuses if it is off. The refusal does not name the flag.
     *
     * @param request the request
     * @param response its response
     * @param flag the name of the flag
     * @param status what a refused client gets, 400 to 599
     * @return false if the request was refused
     * @throws IOException if the client cannot be reached
     */
    public boolean admit(HttpServletRequest request, HttpServletResponse response, String flag, int status)
            throws IOException {
        Admitted admitted = (Admitted) request.getAttribute(ADMITTED);
        if (Admitted.contains(admitted, flag)) {
            return true;
        }
        if (flags.isOn(flag, request)) {
            request.setAttribute(ADMITTED, new Admitted(flag, admitted));
            return true;
        }
        rejections.write(
                request, response, Problem.of(ErrorCode.forStatus(status)).refusedBy(OFF));
        return false;
    }

    /** A flag that let the request pass, and those before it. */
    private record Admitted(String flag, @Nullable Admitted earlier) {

        static boolean contains(@Nullable Admitted last, String flag) {
            for (Admitted admitted = last; admitted != null; admitted = admitted.earlier) {
                if (admitted.flag.equals(flag)) {
                    return true;
                }
            }
            return false;
        }
    }
}
