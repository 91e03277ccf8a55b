package dev.gatehouse.autoconfigure.access;

import java.util.List;

/** The service does not start: some of its endpoints say who may call them, and nothing enforces it. */
public final class UnenforcedAnnotationsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final MissingEnforcement missing;

    /**
     * Creates the exception.
     *
     * @param missing why nothing enforces it
     * @param endpoints the endpoints, at least one
     */
    UnenforcedAnnotationsException(MissingEnforcement missing, List<String> endpoints) {
        super("Nothing enforces who may call " + endpoints.size()
                + (endpoints.size() == 1 ? " endpoint that says so: " : " endpoints that say so: ") + missing.cause()
                + ".\n\n    - " + String.join("\n    - ", endpoints));
        this.missing = missing;
    }

    MissingEnforcement missing() {
        return missing;
    }
}
