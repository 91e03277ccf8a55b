package dev.gatehouse.error;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** The response of an error dispatch, in which {@code sendError} leads to no further page: it gives the page up. */
final class ErrorPageResponse extends HttpServletResponseWrapper {

    private boolean underWay = true;
    private boolean givenUp;

    ErrorPageResponse(HttpServletResponse response) {
        super(response);
    }

    /** From here on nobody asks any more, e.g. in an asynchronous answer: errors go to the container. */
    boolean endsGivenUp() {
        underWay = false;
        return givenUp;
    }

    @Override
    public void sendError(int status) throws IOException {
        if (!isGivenUp()) {
            super.sendError(status);
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (!isGivenUp()) {
            super.sendError(status, message);
        }
    }

    private boolean isGivenUp() {
        if (underWay && !isCommitted()) {
            givenUp = true;
        }
        return givenUp;
    }

    @Override
    public boolean isCommitted() {
        return givenUp || super.isCommitted();
    }
}
