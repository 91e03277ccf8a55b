package dev.gatehouse.sample.access;

import dev.gatehouse.autoconfigure.totp.MfaProperties;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;

/**
 * The roles that need a second factor. They are listed by name: of one that is misspelt nobody would need it, which is why
 * there have to be all of them at start-up, and why none gets another name or goes after that.
 */
@Component
class RolesWithSecondFactor implements InitializingBean {

    private static final String PROPERTY = "gatehouse.auth.mfa.required-roles";

    private final RoleRepository roles;
    private final MfaProperties mfa;

    RolesWithSecondFactor(RoleRepository roles, MfaProperties mfa) {
        this.roles = roles;
        this.mfa = mfa;
    }

    /** Whether a role is listed. */
    boolean has(Role role) {
        return mfa.requiredRoles().contains(role.name());
    }

    @Override
    public void afterPropertiesSet() {
        Set<String> missing = new LinkedHashSet<>(mfa.requiredRoles());
        roles.readAll().roles().forEach(role -> missing.remove(role.name()));
        if (!missing.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    PROPERTY,
                    String.join(", ", missing),
                    "There is no such role, so that nobody would need a second factor for it. Write the name of a role that"
                            + " exists, in lower case, and make a new role before it is named here.");
        }
    }
}
