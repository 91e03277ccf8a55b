package dev.gatehouse.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a handler method of a controller, or all of a class, to callers who hold a permission: users and API keys alike. What
 * stands on the method replaces what stands on the class. It can also stand on an annotation of your own; of several on one
 * element all permissions are needed. Together with {@link RequireSignIn} it keeps API keys out.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface RequirePermission {

    /**
     * Names the permissions.
     *
     * @return one or several, e.g. {@code "users:read"}; all of them are needed, compared exactly
     */
    String[] value();
}
