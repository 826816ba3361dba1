package io.github.coconut4j.tuning.spark.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Spark's own master and workers, started from the jars on the class path, on the loopback address. */
public final class StandaloneCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int TRIES = 1200;

    private final int port;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    private StandaloneCluster(int port, Path folder) {
        this.port = port;
        this.folder = folder;
    }

    /** A cluster on this machine that is up, whose workers keep their files in the folder. */
    public static StandaloneCluster start(int workers, Path folder) throws IOException {
        Files.createDirectories(folder);
        StandaloneCluster cluster = new StandaloneCluster(freePort(), folder);
        cluster.run("master.Master", "--host", HOST, "--port", Integer.toString(cluster.port), "--webui-port", "0");
        cluster.awaitMaster();
        for (int i = 0; i < workers; i++) {
            cluster.run("worker.Worker", "--host", HOST, "--webui-port", "0", "-c", "1", "-m", "1g", cluster.url());
        }
        return cluster;
    }

    public String url() {
        return "spark://" + HOST + ":" + port;
    }

    public List<Process> processes() {
        return List.copyOf(processes);
    }

    private void run(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--add-exports",
                "java.base/sun.nio.ch=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.spark.deploy." + main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SPARK_WORKER_DIR", folder.toString());
        File log = folder.resolve(processes.size() + ".log").toFile();
        processes.add(builder.redirectErrorStream(true).redirectOutput(log).start());
    }

    private void awaitMaster() {
        for (int i = 0; i < TRIES && processes.get(0).isAlive(); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException notYet) {
                sleep();
            }
        }
        throw new IllegalStateException("no master at " + url() + "; see " + folder);
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the master and the workers, and waits for it; a worker's executors end with their driver. */
    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
