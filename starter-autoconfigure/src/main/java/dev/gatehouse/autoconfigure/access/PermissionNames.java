package dev.gatehouse.autoconfigure.access;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names that may become authorities. Spring Security compares texts: whoever can name a permission {@code FACTOR_OTP} would have
 * that factor without ever having used it.
 */
final class PermissionNames {

    private static final Logger log = LoggerFactory.getLogger(PermissionNames.class);
    private static final List<String> RESERVED = List.of("FACTOR_", "ROLE_", "SCOPE_");

    private final AtomicBoolean told = new AtomicBoolean();

    static boolean isReserved(String name) {
        for (String prefix : RESERVED) {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }

    /** Asked of every permission at every request. */
    private static boolean holdsReserved(Set<String> names) {
        for (String name : names) {
            if (isReserved(name)) {
                return true;
            }
        }
        return false;
    }

    /** Leaves reserved names out, and says so once. */
    Set<String> granted(Set<String> names) {
        if (!holdsReserved(names)) {
            return names;
        }
        if (told.compareAndSet(false, true)) {
            log.error("LivePermissions gave permissions whose names start with FACTOR_, ROLE_ or SCOPE_. They are not"
                    + " granted. Rename them.");
        }
        return names.stream().filter(name -> !isReserved(name)).collect(Collectors.toUnmodifiableSet());
    }
}
