package dev.gatehouse.autoconfigure.access;

import java.util.List;

/** The service does not start: some of its endpoints do not say who may call them. */
public final class UnprotectedEndpointsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param findings one sentence, without a full stop, per endpoint
     */
    UnprotectedEndpointsException(List<String> findings) {
        super(findings.size() + " endpoints are neither protected nor public:\n\n    - "
                + String.join("\n    - ", findings));
    }
}
