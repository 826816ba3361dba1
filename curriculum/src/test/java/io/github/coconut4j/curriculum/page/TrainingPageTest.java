package io.github.coconut4j.curriculum.page;

import static io.github.coconut4j.curriculum.experiment.Dsl.cot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TrainingPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private static final Experiment TINY = Experiment.fromYaml(
            """
            name: tiny
            data: {type: graph_search, hops: 2, problems_per_epoch: 64}
            model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32}
            methods: [coconut, cot]
            curriculum: {stages: 1, epochs: [1, 1]}
            batch_size: 16
            evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
            """);

    @TempDir
    private Path folder;

    /** Reads the page's news to its end. */
    private static CompletableFuture<List<String>> look(URI page) {
        HttpRequest request = HttpRequest.newBuilder(page.resolve("/events")).build();
        return BROWSER.sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                .thenApply(response -> lines(response.body()));
    }

    private static List<String> lines(Stream<String> body) {
        return body.filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .takeWhile(line -> !line.isEmpty())
                .toList();
    }

    private static JsonNode last(CompletableFuture<List<String>> looking) throws Exception {
        List<String> news = looking.get();
        return JSON.readTree(news.get(news.size() - 1));
    }

    /** The name of the folder comes as data, and of data the script makes texts. */
    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere no folder has such a name
    void aNameThatIsHtmlIsATextOnThePage() throws Exception {
        String name = "<img src=x onerror='alert(1)'>{{settings}}";
        CompletableFuture<List<String>> looking;
        String html;
        try (TrainingPage page = TrainingPage.at(0)) {
            looking = look(page.address());
            awaitReader(page);
            TINY.method(cot()).train(folder.resolve(name), page);
            html = BROWSER.send(HttpRequest.newBuilder(page.address()).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }

        assertThat(html).contains("<title>").doesNotContain("alert(1)");
        assertThat(last(looking).at("/methods/0/folder").asText()).contains(name);
        try (InputStream script = TrainingPage.class.getResourceAsStream("training.js")) {
            assertThat(new String(script.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("textContent")
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    @Test
    void whoLooksSeesWhatTheMetricsSay() throws Exception {
        CompletableFuture<List<String>> looking;
        try (TrainingPage page = TrainingPage.at(0)) {
            looking = look(page.address());
            awaitReader(page);
            TINY.train(folder, page);
        }
        JsonNode end = last(looking);
        assertThat(end.get("ended").asBoolean()).isTrue();
        assertThat(end.findValuesAsText("method")).containsExactly("coconut", "cot");
        for (JsonNode method : end.get("methods")) {
            Metrics metrics = Metrics.read(
                    new RunFolder(folder.resolve(method.get("method").asText())).metrics());
            List<TrainingListener.StepDone> steps = metrics.steps();
            assertThat(method.get("loss")).hasSize(steps.size());
            assertThat(method.at("/loss/7").asDouble()).isEqualTo(steps.get(7).loss());
            assertThat(method.at("/stages/1/from").asLong()).isEqualTo(5);
            assertThat(method.at("/stages/1/to").asLong()).isEqualTo(8);
            assertThat(method.get("asked")).hasSize(metrics.evaluations().size());
            assertThat(method.at("/asked/0/right").asDouble())
                    .isEqualTo(metrics.evaluations().get(0).evaluation().accuracy());
            assertThat(method.get("test").isNumber()).isTrue();
        }
    }

    @Test
    void aResumedRunShowsItsPast() throws Exception {
        TrainingListener stops = new TrainingListener() {
            @Override
            public void onStep(StepDone event) {
                if (event.step() == 6) {
                    throw new IllegalStateException("stopped");
                }
            }
        };
        assertThatThrownBy(() -> TINY.train(folder, stops)).hasMessage("stopped");
        CompletableFuture<List<String>> looking;
        try (TrainingPage page = TrainingPage.at(0)) {
            looking = look(page.address());
            awaitReader(page);
            Experiment.resume(folder, page);
        }
        assertThat(last(looking).at("/methods/0/steps")).hasSize(8);
        assertThat(last(looking).at("/methods/0/steps/0").asInt()).isEqualTo(1);
    }

    /** The first line comes at once; whoever has read it is one of the readers. */
    private static void awaitReader(TrainingPage page) throws IOException {
        try (Socket socket = ask(
                        page,
                        "GET /events HTTP/1.1",
                        "localhost:" + page.address().getPort());
                BufferedReader lines = reader(socket)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    return;
                }
            }
            throw new AssertionError("nothing was told");
        }
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws Exception {
        try (TrainingPage page = TrainingPage.at(0)) {
            HttpResponse<String> shown =
                    BROWSER.send(HttpRequest.newBuilder(page.address()).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body())
                    .contains("<title>Training</title>", "uPlot=function")
                    .doesNotContainPattern("(src|href)\\s*=")
                    .doesNotContain("/* uplot */", "/* style */", "/* script */");
            assertThat(shown.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'");
        }
    }

    /** A page from elsewhere that has its name point here would call by that name. */
    @Test
    void othersMayNotRead() throws IOException {
        try (TrainingPage page = TrainingPage.at(0)) {
            assertThat(status(
                            page,
                            "GET / HTTP/1.1",
                            "evil.example:" + page.address().getPort()))
                    .contains(" 403 ");
            assertThat(status(
                            page,
                            "GET / HTTP/1.1",
                            "127.0.0.1:" + page.address().getPort()))
                    .contains(" 200 ");
            assertThat(status(
                            page,
                            "POST / HTTP/1.1",
                            "127.0.0.1:" + page.address().getPort()))
                    .contains(" 405 ");
            assertThat(status(
                            page,
                            "GET /x HTTP/1.1",
                            "127.0.0.1:" + page.address().getPort()))
                    .contains(" 404 ");
        }
    }

    private static String status(TrainingPage page, String request, String host) throws IOException {
        try (Socket socket = ask(page, request, host);
                BufferedReader lines = reader(socket)) {
            return lines.readLine();
        }
    }

    private static Socket ask(TrainingPage page, String request, String host) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), page.address().getPort());
        OutputStream out = socket.getOutputStream();
        out.write(
                (request + "\r\nHost: " + host + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void aPortThatIsTakenIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> TrainingPage.at(taken.getLocalPort()))
                    .isInstanceOf(CurriculumException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is taken");
        }
        assertThatThrownBy(() -> TrainingPage.at(70_000))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("0 to 65535");
    }

    @Test
    void aCurveOfAnyLengthKeepsItsMeansInFewPoints() {
        Thinned curve = new Thinned(8);
        for (int i = 1; i <= 1000; i++) {
            curve.add(i, i);
        }
        assertThat(curve.at()).hasSizeLessThan(8).isSorted();
        for (int i = 1; i < curve.at().size(); i++) {
            double from = curve.at().get(i - 1);
            double to = curve.at().get(i);
            assertThat(curve.values().get(i)).isEqualTo((from + 1 + to) / 2); // mean of the whole numbers between
        }
    }
}
