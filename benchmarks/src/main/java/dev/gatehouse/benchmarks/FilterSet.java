package dev.gatehouse.benchmarks;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.accesslog.AccessLogSettings;
import dev.gatehouse.addresslist.AddressList;
import dev.gatehouse.addresslist.AddressListFilter;
import dev.gatehouse.addresslist.AddressLists;
import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.cors.CorsFilter;
import dev.gatehouse.cors.CorsPolicies;
import dev.gatehouse.cors.CorsSettings;
import dev.gatehouse.deadline.RequestTimeoutFilter;
import dev.gatehouse.deadline.RequestTimeoutSettings;
import dev.gatehouse.drain.Drain;
import dev.gatehouse.drain.DrainFilter;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.errorrecord.ErrorRecordFilter;
import dev.gatehouse.errorrecord.ErrorRecordSettings;
import dev.gatehouse.errorrecord.ErrorRecorder;
import dev.gatehouse.fetchmetadata.FetchMetadataFilter;
import dev.gatehouse.headers.SecurityHeadersFilter;
import dev.gatehouse.headers.SecurityHeadersSettings;
import dev.gatehouse.health.HealthFilter;
import dev.gatehouse.health.HealthRoute;
import dev.gatehouse.health.HealthRoutes;
import dev.gatehouse.health.StatusEndpoint;
import dev.gatehouse.hosts.TrustedHostFilter;
import dev.gatehouse.hosts.TrustedHostSettings;
import dev.gatehouse.https.HttpsFilter;
import dev.gatehouse.https.HttpsSettings;
import dev.gatehouse.limits.BodyLimits;
import dev.gatehouse.limits.ContainerCounting;
import dev.gatehouse.limits.RequestLimitsFilter;
import dev.gatehouse.limits.RequestLimitsSettings;
import dev.gatehouse.net.Cidr;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ClientAddressSettings;
import dev.gatehouse.net.ForwardedHeader;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.OriginPattern;
import dev.gatehouse.net.OriginSet;
import dev.gatehouse.net.Probes;
import dev.gatehouse.net.SameOrigin;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitFilter;
import dev.gatehouse.ratelimit.RateLimitGate;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitRules;
import dev.gatehouse.ratelimit.RateLimitSettings;
import dev.gatehouse.ratelimit.RateLimiter;
import dev.gatehouse.requestid.RequestIdFilter;
import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.multipart.UploadFilter;
import dev.gatehouse.upload.multipart.UploadRules;
import dev.gatehouse.version.ApiVersionFilter;
import dev.gatehouse.version.ApiVersionSettings;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which filters stand in the way of a request, each with its defaults, in the order of the starter. */
public enum FilterSet {
    /** The endpoint alone: what has to be taken off the others. */
    NONE,
    /** The request id, made anew for each request, and the logging context. */
    REQUEST_ID,
    /** The line of each request, formatted and thrown away. */
    ACCESS_LOG,
    /** The security headers of an answer that is no page. */
    SECURITY_HEADERS,
    /** The error format of a request without an error. */
    ERROR_FORMAT,
    /** The host, compared with three names. */
    TRUSTED_HOSTS,
    /** HTTPS, of a request that came over it. */
    HTTPS,
    /** Path, query and headers; the request has no body. */
    REQUEST_LIMITS,
    /** The client's address, its bucket, and the headers about it; nothing is refused. */
    RATE_LIMIT,
    /** The count of requests in flight; nothing is refused. */
    CONCURRENCY,
    /** The deadline of a request that is in time. */
    TIMEOUT,
    /** CORS on a request without an origin. */
    CORS,
    /** CORS on a request of an allowed origin, which a wrapper around the request adds. */
    CORS_OF_AN_ORIGIN,
    /** What the browser says about a request that changes nothing. */
    FETCH_METADATA,
    /** A list that covers the request and admits the client. */
    ADDRESS_LIST,
    /** The paths of health, of which the request is none. */
    HEALTH,
    /** The version on the answer. */
    API_VERSION,
    /** The record of errors, of which there is none. */
    ERROR_RECORD,
    /** Uploads, of which there is none. */
    UPLOAD,
    /** All of them but the access log. */
    CHAIN_WITHOUT_ACCESS_LOG,
    /** All of them: every feature switched on. */
    CHAIN;

    private static final String ORIGIN = "https://app.example.com";
    private static final String NEVER_REACHED = "1000000000/minute";

    /**
     * Makes the filters.
     *
     * @return the filters, outermost first
     */
    Filter[] filters() {
        return switch (this) {
            case NONE -> new Filter[0];
            case REQUEST_ID -> new Filter[] {requestId()};
            case ACCESS_LOG -> new Filter[] {accessLog()};
            case SECURITY_HEADERS -> new Filter[] {securityHeaders()};
            case ERROR_FORMAT -> new Filter[] {errorFormat()};
            case TRUSTED_HOSTS -> new Filter[] {trustedHosts()};
            case HTTPS -> new Filter[] {https()};
            case REQUEST_LIMITS -> new Filter[] {requestLimits()};
            case RATE_LIMIT -> new Filter[] {rateLimit(NEVER_REACHED)};
            case CONCURRENCY -> new Filter[] {concurrency()};
            case TIMEOUT -> new Filter[] {timeout()};
            case CORS -> new Filter[] {cors()};
            case CORS_OF_AN_ORIGIN -> new Filter[] {FilterSet::addOrigin, cors()};
            case FETCH_METADATA -> new Filter[] {fetchMetadata()};
            case ADDRESS_LIST -> new Filter[] {addressList()};
            case HEALTH -> new Filter[] {health()};
            case API_VERSION -> new Filter[] {apiVersion()};
            case ERROR_RECORD -> new Filter[] {errorRecord()};
            case UPLOAD -> new Filter[] {upload()};
            case CHAIN_WITHOUT_ACCESS_LOG -> chain(false);
            case CHAIN -> chain(true);
        };
    }

    private static Filter[] chain(boolean withAccessLog) {
        List<Filter> chain = new ArrayList<>();
        chain.add(requestId());
        if (withAccessLog) {
            chain.add(accessLog());
        }
        chain.add(new DrainFilter(new Drain()));
        chain.add(securityHeaders());
        chain.add(apiVersion());
        chain.add(errorRecord());
        chain.add(errorFormat());
        chain.add(trustedHosts());
        chain.add(https());
        chain.add(cors());
        chain.add(fetchMetadata());
        chain.add(addressList());
        chain.add(health());
        chain.add(concurrency());
        chain.add(timeout());
        chain.add(requestLimits());
        chain.add(rateLimit(NEVER_REACHED));
        chain.add(upload());
        return chain.toArray(Filter[]::new);
    }

    private static Filter requestId() {
        return RequestIdFilter.withDefaults();
    }

    private static Filter accessLog() {
        AccessLogSink.install();
        return new AccessLogFilter(new AccessLogSettings(Duration.ofSeconds(1), Pipeline.ROUTE), request -> false);
    }

    private static Filter securityHeaders() {
        return new SecurityHeadersFilter(SecurityHeadersSettings.defaults());
    }

    private static Filter errorFormat() {
        return new ErrorFormatFilter(
                RejectionWriter.withDefaults(), new UncaughtExceptions(List.of()), request -> false);
    }

    private static Filter cors() {
        CorsSettings settings = CorsSettings.defaults()
                .withAllowedOrigins(List.of(OriginPattern.of(ORIGIN), OriginPattern.of("https://*.example.org")));
        return new CorsFilter(CorsPolicies.everywhere(settings), sameOrigin(), RejectionWriter.withDefaults());
    }

    private static void addOrigin(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest withOrigin = new HttpServletRequestWrapper((HttpServletRequest) request) {
            @Override
            public @Nullable String getHeader(String name) {
                return name.equals("Origin") ? ORIGIN : super.getHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                return name.equals("Origin") ? Collections.enumeration(List.of(ORIGIN)) : super.getHeaders(name);
            }
        };
        chain.doFilter(withOrigin, response);
    }

    private static Filter fetchMetadata() {
        return new FetchMetadataFilter(
                OriginSet.of(List.of()), request -> false, sameOrigin(), RejectionWriter.withDefaults());
    }

    private static Filter addressList() {
        AddressList list = new AddressList(request -> true, List.of(Cidr.of("198.51.0.0/16")), List.of());
        return new AddressListFilter(
                new AddressLists(List.of(list), request -> false), addresses(), RejectionWriter.withDefaults());
    }

    private static Filter health() {
        return new HealthFilter(new HealthRoutes(List.of(
                new HealthRoute("/health", StatusEndpoint.ping(), null),
                new HealthRoute("/health/live", StatusEndpoint.ping(), null))));
    }

    private static Filter apiVersion() {
        return new ApiVersionFilter(new ApiVersionSettings("X-API-Version", "1.4"));
    }

    private static Filter errorRecord() {
        return new ErrorRecordFilter(new ErrorRecorder(ErrorRecordSettings.defaults(), Clock.systemUTC(), List.of()));
    }

    private static Filter upload() {
        return new UploadFilter(
                UploadValidator.withDefaults(),
                UploadRules.of(UploadPolicy.defaults()),
                RejectionWriter.withDefaults(),
                List.of(),
                List.of(),
                List.of());
    }

    private static SameOrigin sameOrigin() {
        return new SameOrigin(new ForwardedTarget(addresses(), ForwardedHeader.AUTO));
    }

    private static ClientAddressResolver addresses() {
        return ClientAddressResolver.of(ClientAddressSettings.defaults());
    }

    private static Filter trustedHosts() {
        ClientAddressResolver addresses = ClientAddressResolver.of(ClientAddressSettings.defaults());
        return new TrustedHostFilter(
                TrustedHostSettings.of("www.example.com", "api.example.com", "*.customers.example.com"),
                new ForwardedTarget(addresses, ForwardedHeader.AUTO),
                new Probes(request -> false, Probes.privateNetworks(), addresses),
                RejectionWriter.withDefaults());
    }

    private static Filter https() {
        ClientAddressResolver addresses = ClientAddressResolver.of(ClientAddressSettings.defaults());
        return new HttpsFilter(
                HttpsSettings.defaults(),
                addresses,
                new ForwardedTarget(addresses, ForwardedHeader.AUTO),
                new Probes(request -> false, Probes.privateNetworks(), addresses),
                RejectionWriter.withDefaults());
    }

    private static Filter concurrency() {
        return new ConcurrencyLimitFilter(ConcurrencyLimits.defaults(), RejectionWriter.withDefaults());
    }

    private static Filter timeout() {
        return new RequestTimeoutFilter(RequestTimeoutSettings.defaults(), RejectionWriter.withDefaults(), List.of());
    }

    /** As on Tomcat, which looks at the headers itself. */
    private static Filter requestLimits() {
        ContainerCounting container = new ContainerCounting();
        container.takeOver();
        return new RequestLimitsFilter(
                RequestLimitsSettings.defaults(),
                BodyLimits.of(RequestLimitsSettings.DEFAULT_MAX_BODY_SIZE),
                RejectionWriter.withDefaults(),
                container);
    }

    static Filter rateLimit(String limit) {
        ClientAddressResolver addresses = addresses();
        RateLimitRule rule = RateLimitRule.of(
                        RateLimitRules.DEFAULT_NAME, KeyResolver.ip(addresses, 64), Limit.of(limit))
                .build();
        RateLimiter limiter = new RateLimiter(new MemoryRateLimitStore(2 * Clients.MANY), List.of());
        return new RateLimitFilter(
                new RateLimitGate(limiter, RateLimitSettings.defaults(), addresses, RejectionWriter.withDefaults()),
                new RateLimitRules(rule, List.of(), request -> false));
    }
}
