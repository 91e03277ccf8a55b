package dev.gatehouse.autoconfigure;

import org.springframework.core.Ordered;

/**
 * The way of a request through Gatehouse, outermost first. Spring's forwarded-header filter and its observation of
 * requests stand before all of it, so that refusals are measured too; everything that reads a form body stands behind.
 * Which of them stand in front of a management port of its own, {@code ManagementFilters} says.
 */
public final class FilterOrder {

    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 1000;

    /** Stands in the way of included resources only, before whatever writes a header there. */
    public static final int INCLUDE = FIRST - 50;

    /** First of all: everything after it, also a refusal, is logged with the id. */
    public static final int REQUEST_ID = FIRST;

    /** Inside the scope that Sentry opens for a request, and the id it names there. */
    public static final int SENTRY_CONTEXT = FIRST + 50;

    /** Around everything that decides the status, inside the id that its line carries. */
    public static final int ACCESS_LOG = FIRST + 100;

    /** Before everything that answers, since each answer of a service that drains ends its connection. */
    public static final int DRAIN = FIRST + 150;

    /** Before the errors, so that error answers have the headers too. */
    public static final int SECURITY_HEADERS = FIRST + 200;

    /** Outside of everything that answers. */
    public static final int API_VERSION = FIRST + 220;

    /** Puts back on an error dispatch what the container dropped; the error format answers it right behind. */
    public static final int CORS_ON_ERRORS = FIRST + 250;

    /** Right outside of the error format: sees every status, and every exception where there is no format. */
    public static final int ERROR_RECORD = FIRST + 290;

    /** Catches what escapes everything below. */
    public static final int ERROR_FORMAT = FIRST + 300;

    /** Before anything reads the host. */
    public static final int TRUSTED_HOSTS = FIRST + 400;

    /** Builds a URL from a host that is now trusted. */
    public static final int HTTPS = FIRST + 500;

    /** A refusal later on must be readable by the browser; a preflight ends here. */
    public static final int CORS = FIRST + 600;

    /** Behind CORS, which names some of the sites it lets in and makes its refusal readable. */
    public static final int FETCH_METADATA = FIRST + 620;

    /** Refuses what the first filter could not accept: inside the log, the headers and CORS, before any work. */
    public static final int INVALID_REQUEST_ID = FIRST + 650;

    /** Who may not come in costs nothing more. */
    public static final int ADDRESS_LISTS = FIRST + 680;

    /** A probe gets its answer from a full service, too, and needs no log-in; address lists hold for it. */
    public static final int HEALTH = FIRST + 685;

    /** Counts requests before any work, refusals further in included; outside of the time-out, whose worker it counts. */
    public static final int CONCURRENCY = FIRST + 690;

    /** Outside of all that takes time, the reading of a body and the rate limit's store included. */
    public static final int REQUEST_TIMEOUT = FIRST + 695;

    /** Cheap, and before any work. */
    public static final int REQUEST_LIMITS = FIRST + 700;

    /** Limits per address, before authentication spends CPU on a password hash. */
    public static final int RATE_LIMIT = FIRST + 800;

    /** Ends here: tells nothing but that the service is there, to whom host, address and limits let in. */
    public static final int CONTEXT_ROOT = FIRST + 840;

    /** Before authentication: clients learn of a deprecation also when they are refused further in. */
    public static final int DEPRECATION = FIRST + 850;

    /** Ends here: reports of browsers come without a log-in, so limits stand before it and authentication behind. */
    public static final int SECURITY_REPORTS = FIRST + 900;

    /** Ends here: whoever verifies our tokens has none yet, so limits stand before it and authentication behind. */
    public static final int JWKS = FIRST + 910;

    /**
     * Where Spring Security's chain stands; Gatehouse puts nothing here. A start with the chain outside of its neighbours
     * stops.
     */
    public static final int SPRING_SECURITY = -100;

    /** Right behind authentication: from here on the user is known to the log. */
    public static final int USER = SPRING_SECURITY + 1;

    /** Right behind authentication too: filters of the service that ask for a flag stand anywhere from here on. */
    public static final int FLAG_CONTEXT = SPRING_SECURITY + 2;

    /** Limits per user and API key, for all that the service answers. */
    public static final int RATE_LIMIT_USER = SPRING_SECURITY + 3;

    /** Behind authentication and the limits, which guesses at a token spend. */
    public static final int GUARDED_HEALTH = SPRING_SECURITY + 4;

    /** Behind the limits per user: a flag may be on for some users only. */
    public static final int FEATURE_FLAGS = SPRING_SECURITY + 5;

    /** After the caller is known to be allowed, before a controller sees a part. */
    public static final int UPLOAD = SPRING_SECURITY + 50;

    private FilterOrder() {}
}
