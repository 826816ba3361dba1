package io.github.coconut4j.data.task;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A graph search question, read from its text. Reachability by brute force: the set of reached nodes grows by every edge
 * that leaves it until nothing changes.
 */
record TextGraph(List<List<String>> edges, List<String> candidates, String root) {

    static TextGraph parse(String question) {
        String[] parts = question.split(" \\? | : ", -1);
        List<List<String>> edges = new ArrayList<>();
        for (String edge : parts[0].split(" ", -1)) {
            edges.add(List.of(edge.split(">", -1)));
        }
        return new TextGraph(edges, List.of(parts[1].split(" ", -1)), parts[2]);
    }

    /** Reads {@code 7 31 | 0 7 | [Q] 4 31 [R] 0}. */
    static TextGraph parseSymbols(String question) {
        String[] parts = question.split(" \\[[QR]] ", -1);
        List<List<String>> edges = new ArrayList<>();
        for (String edge : parts[0].replaceAll(" \\|$", "").split(" \\| ", -1)) {
            edges.add(List.of(edge.split(" ", -1)));
        }
        return new TextGraph(edges, List.of(parts[1].split(" ", -1)), parts[2]);
    }

    Set<String> nodes() {
        Set<String> nodes = new HashSet<>();
        edges.forEach(nodes::addAll);
        return nodes;
    }

    List<String> roots() {
        return nodes().stream().filter(node -> inDegree(node) == 0).toList();
    }

    List<String> successors(String node) {
        return edges.stream()
                .filter(edge -> edge.get(0).equals(node))
                .map(edge -> edge.get(1))
                .toList();
    }

    int inDegree(String node) {
        return (int) edges.stream().filter(edge -> edge.get(1).equals(node)).count();
    }

    int lastMention(String node) {
        int last = -1;
        for (int i = 0; i < edges.size(); i++) {
            last = edges.get(i).contains(node) ? i : last;
        }
        return last;
    }

    Set<String> reachable(String start) {
        Set<String> reached = new HashSet<>(Set.of(start));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (List<String> edge : edges) {
                grown |= reached.contains(edge.get(0)) && reached.add(edge.get(1));
            }
        }
        return reached;
    }

    /** Edges on the shortest way, -1 if there is none. */
    int distance(String start, String end) {
        Set<String> reached = new HashSet<>(Set.of(start));
        for (int steps = 0; steps <= edges.size(); steps++) {
            if (reached.contains(end)) {
                return steps;
            }
            Set<String> next = new HashSet<>(reached);
            edges.stream().filter(edge -> reached.contains(edge.get(0))).forEach(edge -> next.add(edge.get(1)));
            reached.addAll(next);
        }
        return -1;
    }
}
