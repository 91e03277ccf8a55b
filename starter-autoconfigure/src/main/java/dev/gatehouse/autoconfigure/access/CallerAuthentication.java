package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.Caller;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A caller as Spring Security carries it: the principal is the {@link Caller}, the authorities are its permissions and nothing
 * else. A chain that authenticates in another way, e.g. by the resource server of Spring Security, uses it to take part in access
 * control.
 */
public final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final transient Caller caller;

    /**
     * Authenticates a caller.
     *
     * @param caller who it is
     */
    public CallerAuthentication(Caller caller) {
        super(authorities(caller));
        this.caller = caller;
        super.setAuthenticated(true);
    }

    private static List<GrantedAuthority> authorities(Caller caller) {
        List<GrantedAuthority> authorities =
                new ArrayList<>(caller.permissions().size());
        for (String permission : caller.permissions()) {
            authorities.add(new SimpleGrantedAuthority(permission));
        }
        return authorities;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** There are none: a token is of no use once it has been verified. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication same && super.equals(other) && caller.equals(same.caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
