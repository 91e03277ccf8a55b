package dev.gatehouse.sample.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gatehouse.sample.SampleApplication;
import dev.gatehouse.sample.SigningKeys;
import dev.gatehouse.totp.Totp;
import dev.gatehouse.totp.TotpSecret;
import dev.gatehouse.totp.TotpSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What developers look at, in a real browser where there is one. Each step goes on where the one before ended. */
class PageTests {

    private static final String PASSWORD = "maple-orbit-cedar-57";
    private static final Path PICTURES = Path.of("target", "pictures");

    private static ConfigurableApplicationContext service;
    private static Browser browser;

    @BeforeAll
    static void start() {
        if (!Browser.isInstalled()) {
            return;
        }
        service = SpringApplication.run(
                SampleApplication.class,
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:mem:page;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "--gatehouse.sample.admin-password=" + PASSWORD,
                "--gatehouse.auth.jwt.keys[0].private-key=" + SigningKeys.pem(),
                "--gatehouse.sample.files.directory=target/test-files/page",
                "--gatehouse.sample.development.secret-file=target/test-files/${random.uuid}/root-secret",
                "--gatehouse.rate-limit.default-limit=200/minute",
                "--gatehouse.drain.delay=0s");
        browser = Browser.open("http://localhost:" + service.getEnvironment().getProperty("local.server.port"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> shows() {
        return browser == null
                ? Stream.empty()
                : Stream.of(
                        dynamicTest("who signs in, and what that allows", PageTests::account),
                        dynamicTest("which role has which permission", PageTests::roles),
                        dynamicTest("where the account is signed in", PageTests::sessions),
                        dynamicTest("the audit log, and that nobody has touched it", PageTests::audit),
                        dynamicTest("the API, to log in, authorize and call", PageTests::swagger),
                        dynamicTest("the reference of the API", PageTests::reference),
                        dynamicTest("the set-up of a second factor, and the log-in with it", PageTests::secondFactor),
                        dynamicTest("how the rate limit refuses", PageTests::rateLimit));
    }

    private static void account() throws Exception {
        browser.go("/");
        signIn();
        browser.text("section", "users:impersonate");
        browser.text("aside", "UP");
        assertThat(browser.all(By.cssSelector("#requests li"))).isNotEmpty();
        browser.picture(PICTURES.resolve("account.png"));
        assertThat(browser.violations()).isEmpty();
    }

    private static void roles() throws Exception {
        browser.click(By.linkText("Roles"));
        browser.text("th", "auditor");
        WebElement row = browser.find(By.xpath("//tr[.//code[text() = 'audit:read']]"));
        assertThat(row.findElements(By.cssSelector("td .good"))).hasSize(2);
        browser.picture(PICTURES.resolve("roles.png"));
    }

    private static void sessions() {
        browser.click(By.linkText("Sessions"));
        browser.text("td", "this one");
    }

    private static void audit() throws Exception {
        browser.click(By.linkText("Audit log"));
        browser.text("td", "administrator_created");
        browser.press("Verify the chain");
        browser.text("p", "The log is as it was written.");
        browser.picture(PICTURES.resolve("audit.png"));
    }

    private static void secondFactor() throws Exception {
        browser.go("/");
        signIn();
        browser.click(By.linkText("Second factor"));
        browser.press("Set up");
        WebElement image = browser.find(By.id("qr"));
        assertThat(image.getDomProperty("naturalWidth")).isNotEqualTo("0");
        TotpSecret secret = TotpSecret.ofBase32(browser.find(By.id("secret")).getText());
        browser.picture(PICTURES.resolve("second-factor.png"));
        Totp totp = new Totp(TotpSettings.defaults(), Clock.systemUTC());
        // The code of the period before: the one of now is for the log-in, since none is good twice.
        browser.type("code", totp.code(secret, Clock.systemUTC().instant().minusSeconds(30)));
        browser.press("Confirm");
        browser.find(By.id("codes"));
        List<WebElement> codes = browser.all(By.cssSelector("#codes li"));
        assertThat(codes).hasSize(10);
        browser.press("I have kept them");
        browser.text("p", "10 recovery codes left.");

        browser.press("Sign out");
        browser.type("login", "admin");
        browser.type("password", PASSWORD);
        browser.press("Sign in");
        browser.text("h2", "Second factor");
        browser.type("code", totp.code(secret, Clock.systemUTC().instant()));
        browser.press("Continue");
        browser.text("section", "10 recovery codes left.");
        assertThat(browser.violations()).isEmpty();
    }

    private static void rateLimit() throws Exception {
        for (int i = 0;
                i < 12
                        && browser.all(By.xpath("//p[contains(., 'refused with 429')]"))
                                .isEmpty();
                i++) {
            browser.press("Send 20 requests");
            browser.find(By.xpath("//p[@id = 'notice' and contains(., '20')]"));
        }
        browser.text("p", "refused with 429");
        browser.picture(PICTURES.resolve("rate-limit.png"));
    }

    private static void swagger() throws Exception {
        browser.go("/docs");
        browser.find(By.cssSelector(".info .title"));
        String login = browser.call("post", "/api/v1/auth/login", """
                {"login": "admin", "password": "%s"}""".formatted(PASSWORD));
        String token = new JsonMapper().readTree(login).get("access_token").asString();
        browser.authorize(token);
        String me = browser.call("get", "/api/v1/users/me", null);
        assertThat(new JsonMapper().readTree(me).get("username").asString()).isEqualTo("admin");
        browser.picture(PICTURES.resolve("swagger.png"));
        assertThat(browser.violations()).isEmpty();
    }

    private static void reference() throws Exception {
        browser.go("/redoc/index.html");
        browser.find(By.cssSelector("#reference h1"));
        browser.text("label", "Sessions");
        browser.picture(PICTURES.resolve("reference.png"));
        // The emblem of its maker, which it would fetch from elsewhere.
        assertThat(browser.violations())
                .allMatch(refused -> refused.contains("https://cdn.redoc.ly/redoc/logo-mini.svg"));
    }

    private static void signIn() {
        browser.type("login", "admin");
        browser.type("password", PASSWORD);
        browser.press("Sign in");
        browser.text("h2", "You");
    }
}
