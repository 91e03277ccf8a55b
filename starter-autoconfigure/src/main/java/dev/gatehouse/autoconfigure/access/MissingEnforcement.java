package dev.gatehouse.autoconfigure.access;

/** Why nothing enforces the annotations, and what to do. */
enum MissingEnforcement {
    GATEHOUSE(
            "gatehouse.enabled is false",
            "Remove gatehouse.enabled: false, and switch off the features that are in the way one by one."),

    ACCESS_CONTROL("gatehouse.auth.enabled is false", "Remove gatehouse.auth.enabled: false."),

    PERMISSIONS(
            "there is no LivePermissions bean",
            "Define a bean of type dev.gatehouse.access.LivePermissions, which says what a user may do."),

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

    String cause() {
        return cause;
    }

    String remedy() {
        return remedy;
    }
}
