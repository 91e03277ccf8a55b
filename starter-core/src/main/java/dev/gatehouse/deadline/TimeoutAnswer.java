package dev.gatehouse.deadline;

import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the client of a request is told that took too long. Immutable, thread-safe. */
record TimeoutAnswer(RejectionWriter rejections, Problem problem) {

    static boolean isGiven(HttpServletRequest request) {
        return RequestTimeoutFilter.DEADLINE_EXCEEDED
                .code()
                .equals(RequestAttributes.text(request, RequestAttributes.ERROR_CODE));
    }

    /** True if the client gets it, false if it gets another answer already. */
    boolean give(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return isGiven(request) || rejections.write(request, response, problem);
    }
}
