package dev.gatehouse.autoconfigure.access;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** The service does not start: its chain of {@link BearerSecurity} lacks what it judges requests by. */
public final class IncompleteChainException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final String ISSUER = "gatehouse.auth.jwt.issuer";
    private static final String LIBRARY = "com.nimbusds:nimbus-jose-jwt";

    private final String remedy;

    private IncompleteChainException(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    static IncompleteChainException withoutAccessControl(MissingEnforcement missing) {
        return new IncompleteChainException(
                "BearerSecurity asks what callers may do and nobody tells: " + missing.cause() + ".",
                missing.remedy()
                        + " Where it is meant, leave the chain of BearerSecurity out as well, by a condition.");
    }

    static IncompleteChainException withoutVerifier(Environment environment, @Nullable ClassLoader classes) {
        String problem = "BearerSecurity verifies access tokens and there is no JwtVerifier bean";
        if (!ClassUtils.isPresent("com.nimbusds.jose.JWSSigner", classes)) {
            return new IncompleteChainException(
                    problem + ": " + LIBRARY + " is not on the class path.",
                    "Add the dependency " + LIBRARY + ", and set " + ISSUER + ".");
        }
        if (environment.getProperty(ISSUER, "").isBlank()) {
            return new IncompleteChainException(
                    problem + ": " + ISSUER + " is not set.",
                    "Set " + ISSUER + " to the URL of this service, e.g. https://api.example.com. Or define a bean of"
                            + " type dev.gatehouse.token.jwt.JwtVerifier for the tokens of somebody else, with the keys of"
                            + " KeyRing.verifying.");
        }
        return new IncompleteChainException(
                problem + ".", "Define a bean of type dev.gatehouse.token.jwt.JwtVerifier.");
    }

    String remedy() {
        return remedy;
    }
}
