package io.github.coconut4j.cli.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser without a window, new for each class of tests: it knows no name of any host, and tells what a page asked for and what its console said. */
final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Starts the installed browser; where there is none, or none that its driver can start, the tests that ask are skipped.
     *
     * @param profile an empty folder
     */
    static Chromium start(Path profile) {
        Optional<Path> browser = installed("chromium");
        Optional<Path> control = installed("chromedriver");
        Assumptions.assumeTrue(
                browser.isPresent() && control.isPresent(),
                "skipped: chromium or chromedriver is not installed (Debian: apt-get install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions()
                .setBinary(browser.orElseThrow().toFile())
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost",
                        "--user-data-dir=" + profile.toAbsolutePath(),
                        "about:blank");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(control.orElseThrow().toFile()) // or Selenium would look for one in the network
                .usingAnyFreePort()
                .build();
        try {
            return new Chromium(new ChromeDriver(service, options));
        } catch (SessionNotCreatedException doNotFit) {
            service.stop();
            return Assumptions.abort("skipped: chromedriver cannot start chromium: "
                    + doNotFit.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static Optional<Path> installed(String program) {
        return Stream.of(System.getenv("PATH").split(System.getProperty("path.separator")))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page, and forgets what those before it asked for and said. */
    void open(URI page) {
        driver.get("about:blank");
        driver.manage().logs().get(LogType.PERFORMANCE);
        driver.manage().logs().get(LogType.BROWSER);
        driver.get(page.toString());
    }

    void open(Path page) {
        open(page.toUri());
    }

    /** Changes width of the window and the colours that its user likes. */
    void look(Look look) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", look.width(), "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", look.dark() ? "dark" : "light"))));
    }

    /** The whole page as it looks now, as examples/target/screenshots/NAME.png. */
    void screenshot(String name) throws IOException {
        Object size = run("return [innerWidth, document.documentElement.scrollHeight]");
        List<?> pixels = (List<?>) size;
        Map<String, Object> png = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", pixels.get(0), "height", pixels.get(1), "scale", 1)));
        Files.createDirectories(SCREENSHOTS);
        Files.write(
                SCREENSHOTS.resolve(name + ".png"),
                Base64.getDecoder().decode(png.get("data").toString()));
    }

    /** Addresses that were asked for since the page was opened. */
    List<URI> requests() throws JsonProcessingException {
        List<URI> requests = new ArrayList<>();
        for (var entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode event = JSON.readTree(entry.getMessage()).get("message");
            if (event.get("method").asText().equals("Network.requestWillBeSent")) {
                requests.add(URI.create(event.at("/params/request/url").asText()));
            }
        }
        return requests;
    }

    /** Warnings and errors in the console since the page was opened. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(Object::toString)
                .toList();
    }

    /** What a script returns: numbers, texts, lists of them. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What a script among the test's resources returns, a list of texts. */
    List<String> texts(Class<?> test, String resource) throws IOException {
        try (InputStream script = test.getResourceAsStream(resource)) {
            return texts(run(new String(script.readAllBytes(), UTF_8)));
        }
    }

    private static List<String> texts(Object returned) {
        return ((List<?>) returned).stream().map(Object::toString).toList();
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Read all at once, for a page may change its elements between two questions. */
    List<String> texts(String selector) {
        return texts(run("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)", selector));
    }

    void await(String selector, String text) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> selector + " does not say \"" + text + "\": " + texts(selector))
                .until(page -> texts(selector).stream().anyMatch(shown -> shown.contains(text)));
    }

    /** Presses keys, wherever the keyboard is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Goes to an element as somebody without a mouse does. */
    WebElement tabTo(String selector) {
        for (int i = 0; i < 50; i++) {
            WebElement here = driver.switchTo().activeElement();
            if (all(selector).contains(here)) {
                return here;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("the tab key does not lead to " + selector);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
