package dev.gatehouse.autoconfigure.authentication;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * What is told with the failure of a credential that names nobody: an access token or an API key that is not good. It has neither
 * the credential nor a principal, so that no listener can log one. Immutable.
 */
public final class FailedCredential extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final AuthenticationFailureReason reason;

    /**
     * Tells of one.
     *
     * @param reason as what it is counted, whatever exception comes with it
     */
    public FailedCredential(AuthenticationFailureReason reason) {
        super(List.of());
        this.reason = reason;
    }

    /**
     * Tells as what the failure is counted.
     *
     * @return the reason
     */
    public AuthenticationFailureReason reason() {
        return reason;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return "";
    }
}
