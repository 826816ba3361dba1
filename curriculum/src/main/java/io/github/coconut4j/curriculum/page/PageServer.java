package io.github.coconut4j.curriculum.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.report.Pages;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A page and its news at the loopback address. Answers only to those who call it by a name of this machine, so that no page from elsewhere can read it under a name of its
 * own.
 */
final class PageServer implements AutoCloseable {
    private static final int MOST_PORT = 65_535;
    private static final int WAITING = 16;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread daemon = new Thread(task, "training page");
        daemon.setDaemon(true);
        return daemon;
    });
    private final List<HttpExchange> readers = new CopyOnWriteArrayList<>();
    private final byte[] page = html().getBytes(UTF_8);
    private volatile String newest = "{\"methods\":[],\"ended\":false}";

    private PageServer(HttpServer http) {
        this.http = http;
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    /** @param port 0 for any that is free */
    static PageServer at(int port) {
        if (port < 0 || port > MOST_PORT) {
            throw new CurriculumException("A page needs a port from 0 to " + MOST_PORT + ", not " + port + ".");
        }
        try {
            return new PageServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING));
        } catch (BindException taken) {
            throw new CurriculumException(
                    "Port " + port + " is taken or not allowed; choose another one for the page.", taken);
        } catch (IOException e) {
            throw new CurriculumException("The page could not be opened at port " + port + ": " + e.getMessage(), e);
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    URI address() {
        return URI.create("http://localhost:" + http.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!isCalledByItsName(exchange)) {
            end(exchange, 403, "text/plain", "This page is for this machine alone.".getBytes(UTF_8));
        } else if (!exchange.getRequestMethod().equals("GET")) {
            end(exchange, 405, "text/plain", "There is nothing to change here.".getBytes(UTF_8));
        } else if (path.equals("/events")) {
            subscribe(exchange);
        } else if (path.equals("/")) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'");
            end(exchange, 200, "text/html; charset=utf-8", page);
        } else {
            end(exchange, 404, "text/plain", "There is one page, at /.".getBytes(UTF_8));
        }
    }

    private boolean isCalledByItsName(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        int port = http.getAddress().getPort();
        return List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port)
                .contains(host);
    }

    private static void end(HttpExchange exchange, int code, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(code, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** The stream stays open; what is newest comes at once. */
    private void subscribe(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        write(exchange, newest);
        readers.add(exchange);
    }

    /** Sends a line of JSON to all who look; those who no longer do are forgotten. */
    void send(String json) {
        newest = json;
        readers.removeIf(reader -> !isThere(reader, json));
    }

    private static boolean isThere(HttpExchange reader, String json) {
        try {
            write(reader, json);
            return true;
        } catch (IOException gone) {
            reader.close();
            return false;
        }
    }

    private static void write(HttpExchange reader, String json) throws IOException {
        synchronized (reader) {
            OutputStream out = reader.getResponseBody();
            out.write(("data: " + json + "\n\n").getBytes(UTF_8));
            out.flush();
        }
    }

    private static String html() {
        return Pages.resource(PageServer.class, "training.html")
                .replace("/* style */", Pages.style())
                .replace("/* uplot style */", library("uPlot.min.css"))
                .replace("/* uplot */", library("uPlot.iife.min.js"))
                .replace("/* script */", Pages.resource(PageServer.class, "training.js"));
    }

    private static String library(String name) {
        return Pages.resource(PageServer.class, "uplot/" + name);
    }

    @Override
    public void close() {
        readers.forEach(HttpExchange::close);
        http.stop(0);
        threads.shutdownNow();
    }
}
