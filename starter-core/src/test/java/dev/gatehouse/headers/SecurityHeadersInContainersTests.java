package dev.gatehouse.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.web.IncludeFilter;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.FilterMapping;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The filter in plain Tomcat and plain Jetty, over real HTTP. */
class SecurityHeadersInContainersTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, Integer> PORTS = new LinkedHashMap<>();

    private static Tomcat tomcat;
    private static Server jetty;

    /** Answers as its path says. */
    private static final class Answers extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getPathInfo()) {
                case "/plain" -> response.getOutputStream().write('x');
                case "/empty" -> response.setStatus(204);
                case "/not-modified" -> response.setStatus(304);
                case "/html" -> html(request, response);
                case "/html-by-header" -> {
                    response.addHeader("content-type", "TEXT/HTML; charset=utf-8");
                    response.getOutputStream().write('x');
                }
                case "/writer-first" -> {
                    PrintWriter page = response.getWriter();
                    response.setContentType("text/html");
                    page.println("x");
                }
                case "/late-nonce" -> {
                    response.setHeader("Cache-Control", "max-age=60");
                    response.setContentType("text/html");
                    response.getWriter().write("<script nonce=");
                    response.getWriter().write(CspNonce.of(request));
                    response.getWriter().write(">");
                }
                case "/reset" -> {
                    response.setContentType("text/html");
                    response.setHeader("X-Frame-Options", "SAMEORIGIN");
                    response.reset();
                    response.getOutputStream().write('x');
                }
                case "/page-after-data" -> {
                    response.setContentType("application/json");
                    response.getWriter().write("{");
                    response.resetBuffer();
                    html(request, response);
                }
                case "/data-after-page" -> {
                    html(request, response);
                    response.resetBuffer();
                    response.setContentType("application/json");
                    response.getWriter().write("{}");
                }
                case "/added" -> {
                    response.addHeader("content-security-policy", "default-src 'self'");
                    response.addHeader("Content-Security-Policy", "img-src *");
                    response.setHeader("X-Frame-Options", null);
                    response.addIntHeader("X-Envoy-Attempt-Count", 2);
                    response.addHeader("x-powered-by", "tests");
                    response.getOutputStream().write('x');
                }
                case "/fills-gaps" -> {
                    for (String name : List.of("X-Frame-Options", "Referrer-Policy")) {
                        if (!response.containsHeader(name)
                                && response.getHeader(name) == null
                                && response.getHeaders(name).isEmpty()
                                && !response.getHeaderNames().contains(name)) {
                            response.setHeader(name, "origin");
                        }
                    }
                    response.getOutputStream().write('x');
                }
                case "/large" -> {
                    for (int i = 0; i < 100; i++) {
                        response.getOutputStream().write(new byte[1000]);
                    }
                }
                case "/flushed" -> {
                    response.flushBuffer();
                    response.getOutputStream().write('x');
                }
                case "/send-error" -> response.sendError(418);
                case "/error-of-page" -> {
                    response.setContentType("text/html");
                    CspNonce.of(request);
                    response.sendError(500);
                }
                case "/redirect" -> response.sendRedirect("/a/plain");
                case "/async" -> {
                    AsyncContext async = request.startAsync(request, response);
                    async.start(() -> {
                        request.setAttribute("later", true);
                        async.dispatch("/a/plain");
                    });
                }
                case "/async-without-wrapper" -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> {
                        try {
                            async.getResponse().getOutputStream().write('x');
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } finally {
                            async.complete();
                        }
                    });
                }
                case "/async-page-without-wrapper" -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> {
                        try {
                            html((HttpServletRequest) async.getRequest(), (HttpServletResponse) async.getResponse());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } finally {
                            async.complete();
                        }
                    });
                }
                default -> throw new IllegalStateException("boom");
            }
        }

        private static void html(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write("" + request.getAttribute("dev.gatehouse.csp-nonce"));
        }
    }

    /** Writes a page or data, and in front of its first byte a resource that does as its path says. */
    private static final class Includes extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            String fragment = request.getParameter("fragment");
            response.setContentType(request.getParameter("type"));
            if (fragment.equals("named")) {
                getServletContext().getNamedDispatcher("fragments").include(request, response);
            } else {
                request.getRequestDispatcher("/fragment/" + fragment).include(request, response);
            }
            response.getWriter().write("" + request.getAttribute(RequestAttributes.CSP_NONCE));
        }
    }

    private static final class Fragments extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String path = (String) request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
            switch (path == null ? "/named" : path) {
                case "/html" -> response.setContentType("text/html");
                case "/json" -> response.setHeader("Content-Type", "application/json");
                case "/pragma" -> response.setHeader("Pragma", "no-cache");
                case "/expires" -> response.addDateHeader("Expires", 4_000_000_000_000L);
                case "/policy" -> response.setHeader("Content-Security-Policy", "default-src *");
                case "/added-policy" -> response.addHeader("Content-Security-Policy", "default-src *");
                case "/reset" -> response.reset();
                case "/length" -> response.setContentLength(1);
                case "/error" -> response.sendError(500);
                case "/redirect" -> response.sendRedirect("/a/plain");
                case "/cleans-up" -> {
                    CspNonce.of(request);
                    request.removeAttribute(RequestAttributes.CSP_NONCE);
                }
                default -> response.setHeader("Referrer-Policy", "unsafe-url");
            }
            response.getWriter().write("<b>fragment</b>");
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Filter headers = new SecurityHeadersFilter(SecurityHeadersSettings.defaults());
        Filter errors = new ErrorFormatFilter(
                RejectionWriter.withDefaults(), new UncaughtExceptions(List.of()), request -> false);
        startTomcat(new IncludeFilter(), headers, errors);
        startJetty(new IncludeFilter(), headers, errors);
    }

    private static void startTomcat(Filter... filters) throws Exception {
        tomcat = new Tomcat();
        tomcat.setBaseDir(new File("target/tomcat").getAbsolutePath());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", null);
        for (Filter filter : filters) {
            String name = filter.getClass().getSimpleName();
            FilterDef definition = new FilterDef();
            definition.setFilterName(name);
            definition.setFilter(filter);
            definition.setAsyncSupported("true");
            context.addFilterDef(definition);
            FilterMap map = new FilterMap();
            map.setFilterName(name);
            map.addURLPattern("/*");
            map.addServletName("*");
            for (DispatcherType type : dispatches(filter)) {
                map.setDispatcher(type.name());
            }
            context.addFilterMap(map);
        }
        Tomcat.addServlet(context, "answers", new Answers()).setAsyncSupported(true);
        context.addServletMappingDecoded("/a/*", "answers");
        Tomcat.addServlet(context, "includes", new Includes());
        context.addServletMappingDecoded("/includes", "includes");
        Tomcat.addServlet(context, "fragments", new Fragments());
        context.addServletMappingDecoded("/fragment/*", "fragments");
        for (int status : List.of(418, 500)) {
            ErrorPage page = new ErrorPage();
            page.setErrorCode(status);
            page.setLocation("/a/plain");
            context.addErrorPage(page);
        }
        tomcat.start();
        PORTS.put("tomcat", tomcat.getConnector().getLocalPort());
    }

    private static void startJetty(Filter... filters) throws Exception {
        jetty = new Server();
        ServerConnector connector = new ServerConnector(jetty);
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        for (Filter filter : filters) {
            FilterHolder holder = new FilterHolder(filter);
            holder.setAsyncSupported(true);
            context.addFilter(holder, "/*", dispatches(filter));
            if (filter instanceof IncludeFilter) {
                context.getServletHandler().addFilterMapping(everyServletByName(holder, filter));
            }
        }
        ServletHolder servlet = new ServletHolder(new Answers());
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/a/*");
        context.addServlet(new ServletHolder("includes", new Includes()), "/includes");
        context.addServlet(new ServletHolder("fragments", new Fragments()), "/fragment/*");
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.addErrorPage(400, 599, "/a/plain");
        context.setErrorHandler(pages);
        jetty.setHandler(context);
        jetty.start();
        PORTS.put("jetty", connector.getLocalPort());
    }

    /** Jetty looks at the names of servlets only, whatever the dispatch. */
    private static FilterMapping everyServletByName(FilterHolder holder, Filter filter) {
        FilterMapping mapping = new FilterMapping();
        mapping.setFilterName(holder.getName());
        mapping.setServletName("*");
        mapping.setDispatcherTypes(dispatches(filter));
        return mapping;
    }

    private static EnumSet<DispatcherType> dispatches(Filter filter) {
        return filter instanceof IncludeFilter
                ? EnumSet.of(DispatcherType.INCLUDE)
                : EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
    }

    @AfterAll
    static void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        jetty.stop();
    }

    static Stream<String> containers() {
        return Stream.of("tomcat", "jetty");
    }

    static Stream<Arguments> answersOfData() {
        return containers()
                .flatMap(container -> Stream.of(
                                "plain",
                                "empty",
                                "reset",
                                "data-after-page",
                                "large",
                                "flushed",
                                "send-error",
                                "redirect",
                                "async",
                                "async-without-wrapper",
                                "fails",
                                "error-of-page")
                        .map(path -> Arguments.of(container, path)));
    }

    @ParameterizedTest
    @MethodSource("answersOfData")
    void everyAnswerHasEveryHeaderOfDataOnce(String container, String path) {
        HttpResponse<String> response = get(container, path);

        for (SecurityHeader header : SecurityHeader.ALL) {
            String expected = header == SecurityHeader.STRICT_TRANSPORT_SECURITY
                    ? null
                    : DefaultValues.of(header, HeaderProfile.API);
            assertThat(values(response, header.headerName()))
                    .as(header.headerName())
                    .isEqualTo(expected == null ? List.of() : List.of(expected));
        }
    }

    static Stream<Arguments> pages() {
        return containers()
                .flatMap(container -> Stream.of("html", "page-after-data", "async-page-without-wrapper")
                        .map(path -> Arguments.of(container, path)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageHasTheNonceThatItsPolicyNames(String container, String path) {
        HttpResponse<String> response = get(container, path);

        assertThat(response.body()).hasSize(CspNonce.LENGTH);
        assertThat(values(response, "Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self' 'nonce-" + response.body() + "'");
        assertThat(values(response, "Cache-Control")).containsExactly("no-store");
        assertThat(get(container, path).body()).isNotEqualTo(response.body());
    }

    @ParameterizedTest
    @MethodSource("containers")
    void aPageIsKnownByItsHeaderTooInAnyCase(String container) {
        assertThat(values(get(container, "html-by-header"), "Content-Security-Policy")
                        .get(0))
                .contains("script-src 'self'");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void aPageIsKnownUntilItsFirstCharacterIsWritten(String container) {
        assertThat(values(get(container, "writer-first"), "Content-Security-Policy")
                        .get(0))
                .contains("script-src 'self'");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void aNonceAskedForWhileThePageIsWrittenStillReachesThePolicy(String container) {
        HttpResponse<String> response = get(container, "late-nonce");

        String nonce = response.body()
                .substring("<script nonce=".length(), response.body().length() - 1);
        assertThat(values(response, "Content-Security-Policy").get(0)).contains("'nonce-" + nonce + "'");
        assertThat(values(response, "Cache-Control")).containsExactly("no-store");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void whatIsNotModifiedGetsNoCacheControl(String container) {
        HttpResponse<String> response = get(container, "not-modified");

        assertThat(values(response, "Cache-Control")).isEmpty();
        assertThat(values(response, "X-Frame-Options")).containsExactly("DENY");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void whatTheApplicationAddsReplacesTheDefaultAndWhatItRemovesIsGone(String container) {
        HttpResponse<String> response = get(container, "added");

        assertThat(values(response, "Content-Security-Policy")).containsExactly("default-src 'self'", "img-src *");
        assertThat(values(response, "X-Frame-Options")).isEmpty();
        assertThat(values(response, "X-Powered-By")).isEmpty();
        assertThat(values(response, "X-Envoy-Attempt-Count")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("containers")
    void codeThatOnlyFillsGapsFindsAGap(String container) {
        HttpResponse<String> response = get(container, "fills-gaps");

        assertThat(values(response, "X-Frame-Options")).containsExactly("origin");
        assertThat(values(response, "Referrer-Policy")).containsExactly("origin");
    }

    static Stream<Arguments> fragments() {
        return containers()
                .flatMap(container -> Stream.of(
                                "html",
                                "json",
                                "pragma",
                                "expires",
                                "policy",
                                "added-policy",
                                "reset",
                                "length",
                                "error",
                                "redirect",
                                "cleans-up",
                                "named")
                        .map(fragment -> Arguments.of(container, fragment)));
    }

    @ParameterizedTest
    @MethodSource("fragments")
    void aPageKeepsItsHeadersWhateverAnIncludedResourceSets(String container, String fragment) {
        HttpResponse<String> response = including(container, fragment, "text/html");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("<b>fragment</b>");
        String nonce = response.body().substring("<b>fragment</b>".length());
        for (SecurityHeader header : SecurityHeader.ALL) {
            String expected = header == SecurityHeader.STRICT_TRANSPORT_SECURITY
                    ? null
                    : DefaultValues.of(header, HeaderProfile.WEB);
            assertThat(values(response, header.headerName()))
                    .as(header.headerName())
                    .isEqualTo(expected == null ? List.of() : List.of(expected.replace("{nonce}", nonce)));
        }
    }

    @ParameterizedTest
    @MethodSource("fragments")
    void dataKeepsItsHeadersWhateverAnIncludedResourceSets(String container, String fragment) {
        HttpResponse<String> response = including(container, fragment, "text/plain");

        assertThat(values(response, "Content-Security-Policy"))
                .containsExactly(DefaultValues.of(SecurityHeader.CONTENT_SECURITY_POLICY, HeaderProfile.API));
        assertThat(values(response, "Cache-Control")).containsExactly("no-store");
    }

    private static HttpResponse<String> including(String container, String fragment, String type) {
        return get(container, "../includes?type=" + type + "&fragment=" + fragment);
    }

    private static List<String> values(HttpResponse<?> response, String name) {
        return response.headers().allValues(name);
    }

    private static HttpResponse<String> get(String container, String path) {
        URI uri = URI.create("http://localhost:" + PORTS.get(container) + "/a/" + path)
                .normalize();
        try {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
