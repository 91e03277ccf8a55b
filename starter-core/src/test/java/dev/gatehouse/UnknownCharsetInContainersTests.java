package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.headers.report.ReportCollector;
import dev.gatehouse.headers.report.ReportSettings;
import dev.gatehouse.limits.BodyLimit;
import dev.gatehouse.limits.BodyLimits;
import dev.gatehouse.limits.ContainerCounting;
import dev.gatehouse.limits.MediaRange;
import dev.gatehouse.limits.RequestLimitsFilter;
import dev.gatehouse.limits.RequestLimitsSettings;
import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.multipart.UploadFilter;
import dev.gatehouse.upload.multipart.UploadRules;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client names as its charset is not looked up by every container at the same time; some throw in every getter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownCharsetInContainersTests {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private FilterServer tomcat;
    private JettyServer jetty;

    @BeforeAll
    void start() throws Exception {
        tomcat = FilterServer.start(UnknownCharsetInContainersTests::handle, chain());
        jetty = JettyServer.start(UnknownCharsetInContainersTests::handle, chain());
    }

    @AfterAll
    void stop() throws Exception {
        tomcat.close();
        jetty.close();
    }

    private static Filter[] chain() {
        RejectionWriter rejections = RejectionWriter.withDefaults();
        BodyLimit ofTexts = new BodyLimit(request -> true, List.of(MediaRange.of("text/*")), 10);
        ReportCollector reports = new ReportCollector(ReportSettings.defaults(), rejections);
        return new Filter[] {
            new ErrorFormatFilter(rejections, new UncaughtExceptions(List.of()), request -> false),
            new RequestLimitsFilter(
                    RequestLimitsSettings.defaults(),
                    new BodyLimits(List.of(ofTexts), 1000),
                    rejections,
                    new ContainerCounting()),
            new UploadFilter(
                    UploadValidator.withDefaults(),
                    UploadRules.of(UploadPolicy.defaults()),
                    rejections,
                    List.of(),
                    List.of(),
                    List.of()),
            (request, response, next) -> {
                if (((HttpServletRequest) request).getRequestURI().equals("/reports")) {
                    reports.doFilter(request, response, next);
                } else {
                    next.doFilter(request, response);
                }
            }
        };
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (request.getRequestURI()) {
            case "/type" -> request.getContentType();
            case "/reader" -> request.getReader().read();
            case "/parameter" -> request.getParameter("a");
            case "/own" -> Charset.forName("of-the-service");
            default -> request.getHeader("Content-Type");
        }
        response.getWriter().print("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "/ok,        text/plain; charset=bogus,                                  200",
        "/ok,        application/x-www-form-urlencoded; charset=bogus,           200",
        "/ok,        text/plain; charset=\"b*gus\",                              200",
        "/reader,    text/plain; charset=bogus,                                  415",
        "/reader,    text/plain; charset=\"b*gus\",                              415",
        "/reader,    text/plain; charset=utf-8,                                  200",
        "/own,       text/plain; charset=bogus,                                  500",
        "/own,       text/plain,                                                 500",
        "/reports,   application/csp-report; charset=bogus,                      400",
    })
    void isTheFaultOfTheClientOnlyWhereItMatters(String path, String contentType, int status) throws Exception {
        for (URI base : List.of(tomcat.uri(""), jetty.uri())) {
            assertThat(post(base, path, contentType, "a=1").statusCode())
                    .as(base.toString())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"/type", "/parameter"})
    void isAFaultOfTheClientWhereTheContainerThrows(String path) throws Exception {
        String form = "application/x-www-form-urlencoded; charset=bogus";
        HttpResponse<String> answer = post(jetty.uri(), path, form, "a=1");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("unsupported_media_type");
        assertThat(post(tomcat.uri(""), path, form, "a=1").statusCode()).isIn(200, 415);
    }

    @ParameterizedTest
    @CsvSource({"bogus, 400", "utf-8, 415"})
    void isRefusedBeforeTheEndpointInARequestWithParts(String charset, int onJetty) throws Exception {
        String part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.exe\"\r\n\r\nMZ\r\n--b--\r\n";
        String contentType = "multipart/form-data; boundary=b; charset=" + charset;
        assertThat(post(tomcat.uri(""), "/ok", contentType, part).statusCode()).isIn(400, 415);
        assertThat(post(jetty.uri(), "/ok", contentType, part).statusCode()).isEqualTo(onJetty);
    }

    @ParameterizedTest
    @CsvSource({"text/plain; charset=bogus, 413", "application/json; charset=bogus, 200"})
    void doesNotLiftTheLimitOfItsMediaType(String contentType, int status) throws Exception {
        for (URI base : List.of(tomcat.uri(""), jetty.uri())) {
            assertThat(post(base, "/ok", contentType, "more than ten").statusCode())
                    .isEqualTo(status);
        }
    }

    private static HttpResponse<String> post(URI base, String path, String contentType, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
