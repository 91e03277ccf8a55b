package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.autoconfigure.Switches;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/** Why nothing enforces the annotations, and what to do. */
enum MissingEnforcement {
    GATEHOUSE(
            "gatehouse.enabled is false",
            "Remove gatehouse.enabled: false, and switch off the features that are in the way one by one."),

    ACCESS_CONTROL("gatehouse.auth.enabled is false", "Remove gatehouse.auth.enabled: false."),

    PERMISSIONS(
            "there is no LivePermissions bean",
            "Define a bean of type dev.gatehouse.access.LivePermissions, which says what a user may do."),

    /** As in a test of a slice, which takes part of the auto-configurations only. The guard stays whatever is switched off. */
    NOT_CONFIGURED(
            "the auto-configuration of access control has no part in this application context",
            "A test of a slice, such as @WebMvcTest, leaves Gatehouse out: leave the chain of BearerSecurity out of it as well, or"
                    + " bring Gatehouse in by @ImportAutoConfiguration, as docs/testing.md shows. Elsewhere, do not exclude"
                    + " AccessAutoConfiguration."),

    /** The beans were defined at another time or in another order than their conditions are made for. */
    LEFT_OUT(
            "access control was left out when the beans were defined",
            "Define the LivePermissions bean in a configuration class and not by a post-processor. If the application was"
                    + " processed ahead of time, process it with the properties that it runs with.");

    private final String cause;
    private final String remedy;

    MissingEnforcement(String cause, String remedy) {
        this.cause = cause;
        this.remedy = remedy;
    }

    /** Tells why, where it is known that nothing does. */
    static MissingEnforcement of(ListableBeanFactory beans, Environment environment) {
        if (!Switches.isOn(environment, "gatehouse.enabled")) {
            return GATEHOUSE;
        }
        if (!Switches.isOn(environment, "gatehouse.auth.enabled")) {
            return ACCESS_CONTROL;
        }
        if (!isThere(beans, AccessAutoConfiguration.class) && !isThere(beans, AccessGuardAutoConfiguration.class)) {
            return NOT_CONFIGURED;
        }
        return isThere(beans, LivePermissions.class) ? LEFT_OUT : PERMISSIONS;
    }

    static boolean isThere(ListableBeanFactory beans, Class<?> type) {
        return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false).length > 0;
    }

    String cause() {
        return cause;
    }

    String remedy() {
        return remedy;
    }
}
