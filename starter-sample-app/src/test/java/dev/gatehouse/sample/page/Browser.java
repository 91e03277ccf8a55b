package dev.gatehouse.sample.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The Chromium of this machine, without a window. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final ChromeDriver driver;
    private final String origin;

    private Browser(ChromeDriver driver, String origin) {
        this.driver = driver;
        this.origin = origin;
    }

    /** Tells whether browser and driver are installed. */
    static boolean isInstalled() {
        return find("chromium").isPresent() && find("chromedriver").isPresent();
    }

    static Browser open(String origin) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find("chromium").orElseThrow());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1400,1000");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(find("chromedriver").orElseThrow())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        return new Browser(new ChromeDriver(service, options), origin);
    }

    private static Optional<File> find(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }

    void go(String path) {
        driver.get(origin + path);
    }

    WebElement find(By by) {
        return waiting().until(ExpectedConditions.visibilityOfElementLocated(by));
    }

    /** One that holds this text. */
    WebElement text(String tag, String text) {
        return find(By.xpath("//" + tag + "[contains(normalize-space(.), '" + text + "')]"));
    }

    void click(By by) {
        WebElement element = waiting().until(ExpectedConditions.elementToBeClickable(by));
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    void press(String button) {
        click(By.xpath("//button[normalize-space(.) = '" + button + "']"));
    }

    void type(String field, String value) {
        type(By.cssSelector("input[name='" + field + "']"), value);
    }

    void type(By by, String value) {
        WebElement element = find(by);
        element.clear();
        element.sendKeys(value);
    }

    /** Swagger UI draws itself anew at each key. */
    private void paste(WebElement field, String value) {
        driver.executeScript(
                "arguments[0].focus(); arguments[0].select(); document.execCommand('insertText', false, arguments[1])",
                field,
                value);
        assertThat(field.getDomProperty("value")).isEqualTo(value);
    }

    List<WebElement> all(By by) {
        return driver.findElements(by);
    }

    /** Tries an operation in Swagger UI, and gives the body of the answer. */
    String call(String method, String path, @Nullable String body) {
        String operation = "//div[contains(@class, 'opblock-" + method + "')][.//*[@data-path='" + path + "']]";
        click(By.xpath(operation + "//button[contains(@class, 'opblock-summary-control')]"));
        click(By.xpath(operation + "//button[contains(@class, 'try-out__btn')]"));
        if (body != null) {
            WebElement area = find(By.xpath(operation + "//textarea[contains(@class, 'body-param__text')]"));
            paste(area, body);
        }
        click(By.xpath(operation + "//button[contains(@class, 'execute')]"));
        String answer = operation + "//table[contains(@class, 'live-responses-table')]//td[contains(@class,"
                + " 'response-col_description')]//pre";
        return find(By.xpath(answer)).getText();
    }

    /** Gives Swagger UI the access token for what is tried next. */
    void authorize(String token) {
        click(By.cssSelector(".auth-wrapper .authorize"));
        paste(find(By.xpath("(//div[contains(@class, 'auth-container')][contains(., 'earer')]//input)[1]")), token);
        click(By.xpath("(//div[contains(@class, 'auth-container')][contains(., 'earer')]//button[contains(@class,"
                + " 'authorize')])[1]"));
        click(By.cssSelector(".modal-ux-header .close-modal"));
    }

    /** What the browser refused because of the policies of the page. */
    List<String> violations() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("Content Security Policy") || message.contains("Refused to"))
                .toList();
    }

    void picture(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    private WebDriverWait waiting() {
        return new WebDriverWait(driver, PATIENCE, POLL);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
