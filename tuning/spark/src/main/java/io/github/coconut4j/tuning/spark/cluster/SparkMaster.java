package io.github.coconut4j.tuning.spark.cluster;

import io.github.coconut4j.curriculum.CurriculumException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.scheduler.ExternalClusterManager;

/**
 * Where Spark's workers are.
 *
 * @param url as Spark understands it
 * @param workerCores of each worker; 0 if the master alone knows
 * @param workerMegabytes memory of each worker; 0 if the master alone knows
 * @param addresses of a standalone master and its stand-ins; empty if Spark runs on this machine only
 */
public record SparkMaster(String url, int workerCores, int workerMegabytes, List<InetSocketAddress> addresses) {
    private static final Pattern THREADS = Pattern.compile("local\\[([1-9]\\d{0,3})]");
    private static final Pattern PROCESSES =
            Pattern.compile("local-cluster\\[\\s*[1-9]\\d{0,3}\\s*,\\s*([1-9]\\d{0,3})\\s*,\\s*([1-9]\\d{0,6})\\s*]");
    private static final Pattern HOSTS = Pattern.compile("spark://([^,:/]+:\\d{1,5}(?:,[^,:/]+:\\d{1,5})*)");
    private static final Pattern CONTAINERS = Pattern.compile("yarn|k8s://\\S+");
    private static final int PATIENCE_MILLIS = 5000;

    /** Less than this Spark's own memory manager refuses. */
    private static final int LEAST_MEGABYTES = 512;

    public SparkMaster {
        addresses = List.copyOf(addresses);
    }

    /**
     * {@return the master an address names}
     *
     * @param url such as {@code spark://head:7077} or {@code local-cluster[2,1,2048]}
     * @throws CurriculumException if the text is no address of Spark's that can be trained at
     */
    public static SparkMaster parse(String url) {
        Matcher threads = THREADS.matcher(url);
        if (threads.matches()) {
            return new SparkMaster(url, Integer.parseInt(threads.group(1)), 0, List.of());
        }
        Matcher processes = PROCESSES.matcher(url);
        if (processes.matches()) {
            int megabytes = Integer.parseInt(processes.group(2));
            if (megabytes < LEAST_MEGABYTES) {
                throw new CurriculumException("A worker of " + url + " has " + megabytes + " megabytes; Spark needs "
                        + LEAST_MEGABYTES + " at least.");
            }
            return new SparkMaster(url, Integer.parseInt(processes.group(1)), megabytes, List.of());
        }
        Matcher hosts = HOSTS.matcher(url);
        if (hosts.matches()) {
            return new SparkMaster(
                    url,
                    0,
                    0,
                    Stream.of(hosts.group(1).split(","))
                            .map(host -> address(host, url))
                            .toList());
        }
        if (CONTAINERS.matcher(url).matches()) {
            return new SparkMaster(url, 0, 0, List.of());
        }
        throw new CurriculumException(
                "master must be spark://HOST:PORT, yarn, k8s://URL, or local-cluster[WORKERS,CORES,MEGABYTES] for"
                        + " processes on this machine, not "
                        + (url.isEmpty() ? "empty" : "\"" + url + "\"") + ".");
    }

    private static InetSocketAddress address(String host, String url) {
        int colon = host.lastIndexOf(':');
        int port = Integer.parseInt(host.substring(colon + 1));
        if (port < 1 || port > 65535) {
            throw new CurriculumException("The port in master " + url + " must lie between 1 and 65535.");
        }
        return new InetSocketAddress(host.substring(0, colon), port);
    }

    /** Whether executors run in containers of YARN or Kubernetes, which end one that takes more memory than it asked for. */
    boolean startsContainers() {
        return CONTAINERS.matcher(url).matches();
    }

    /** Whether Spark starts its workers as processes of this machine. */
    boolean startsProcesses() {
        return workerMegabytes > 0;
    }

    /**
     * {@return the cores Spark sets aside for a candidate: one for each of its threads, as far as a worker has them}
     *
     * @param threads 1 or more
     */
    public int coresPerCandidate(int threads) {
        return workerCores == 0 ? threads : Math.min(threads, workerCores);
    }

    /** Heap of an executor in megabytes; one trains one candidate at once, whose tensors lie outside the heap. */
    int heapMegabytes(int threads) {
        int executors = workerCores == 0 ? 1 : workerCores / coresPerCandidate(threads);
        return startsProcesses() ? Math.max(LEAST_MEGABYTES, Math.min(1024, workerMegabytes / executors)) : 1024;
    }

    /**
     * What is known before Spark itself is asked.
     *
     * @throws CurriculumException if no master listens there, its workers could not reach this machine, or this Spark knows no such masters
     */
    void requireReachable(InetAddress here) {
        if (startsContainers()) {
            requireModule();
        }
        if (addresses.isEmpty()) {
            return;
        }
        if (here.isLoopbackAddress() && addresses.stream().anyMatch(SparkMaster::isElsewhere)) {
            throw new CurriculumException("The workers of " + url + " cannot reach " + here.getHostAddress()
                    + ", the address Spark is bound to here; set SPARK_LOCAL_IP to this machine's address in"
                    + " their network.");
        }
        List<String> problems = addresses.stream()
                .map(SparkMaster::problem)
                .takeWhile(problem -> !problem.isEmpty())
                .toList();
        if (problems.size() == addresses.size()) {
            throw new CurriculumException("No Spark master answers at " + url + " (" + problems.get(0)
                    + "); start one there, or correct master.");
        }
    }

    /** Each kind of cluster is a module of Spark's, found as Spark itself does. */
    private void requireModule() {
        ServiceLoader<ExternalClusterManager> managers = ServiceLoader.load(ExternalClusterManager.class);
        if (managers.stream().noneMatch(manager -> manager.get().canCreate(url))) {
            throw new CurriculumException("The Spark on the class path has no module for master " + url
                    + "; give the command by spark-submit of an installation that has one, as docs/scale.md says.");
        }
    }

    private static boolean isElsewhere(InetSocketAddress address) {
        return !address.isUnresolved() && !address.getAddress().isLoopbackAddress();
    }

    private static String problem(InetSocketAddress address) {
        if (address.isUnresolved()) {
            return "unknown host " + address.getHostString();
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            return "";
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
