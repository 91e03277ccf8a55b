package dev.gatehouse.flag;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets requests pass while their flag is on, and answers else as if there was nothing. Immutable, thread-safe. */
public final class FlagGate {

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
     * Asks the flag, and refuses if it is off. The refusal does not name the flag.
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
        if (flags.isOn(flag, request)) {
            return true;
        }
        rejections.write(
                request, response, Problem.of(ErrorCode.forStatus(status)).refusedBy(OFF));
        return false;
    }
}
