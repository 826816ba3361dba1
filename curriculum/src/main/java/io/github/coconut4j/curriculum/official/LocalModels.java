package io.github.coconut4j.curriculum.official;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.FileTree;
import io.github.coconut4j.data.InputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a model of that name lies on this machine. Nothing is ever downloaded: a model is a folder of the user's, or lies where Hugging Face's own programs have
 * put it.
 *
 * @param folder the user's folder of models; empty if there is none
 * @param environment variables that say where Hugging Face's programs put theirs: {@code HF_HUB_CACHE}, {@code HF_HOME}, {@code XDG_CACHE_HOME}
 * @param home the user's home
 */
public record LocalModels(Optional<Path> folder, Map<String, String> environment, Path home) {

    public LocalModels {
        environment = Map.copyOf(environment);
    }

    /**
     * {@return the places where models lie on this machine: a folder, and what the environment names}
     *
     * @param folder looked at first; empty for the usual places alone
     */
    public static LocalModels of(Optional<Path> folder) {
        return new LocalModels(folder, System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /**
     * The folder of a model.
     *
     * @param id a folder, or a name such as {@code openai-community/gpt2}
     * @return the folder of a model
     * @throws CurriculumException if it is nowhere, with the places that were looked at
     */
    public Path find(String id) {
        List<Path> places = new ArrayList<>(List.of(InputFiles.path(id)));
        folder.ifPresent(models -> {
            places.add(models.resolve(id));
            places.add(models.resolve(id.substring(id.lastIndexOf('/') + 1)));
        });
        Path cached = cache().resolve("models--" + id.replace("/", "--"));
        snapshot(cached).ifPresent(places::add);
        return places.stream()
                .filter(place -> Files.isRegularFile(place.resolve("config.json")))
                .findFirst()
                .orElseThrow(() -> new CurriculumException(
                        "The model %s is not on this machine; looked at %s and %s. Put the folder into one with --models DIR, or name it with --set model_id=DIR."
                                .formatted(
                                        id,
                                        places.stream().map(Path::toString).collect(Collectors.joining(", ")),
                                        cached)));
    }

    private Path cache() {
        String hub = environment.get("HF_HUB_CACHE");
        if (hub != null && !hub.isBlank()) {
            return InputFiles.path(hub);
        }
        String own = environment.get("HF_HOME");
        if (own != null && !own.isBlank()) {
            return InputFiles.path(own).resolve("hub");
        }
        String caches = environment.get("XDG_CACHE_HOME");
        Path all = caches != null && !caches.isBlank() ? InputFiles.path(caches) : home.resolve(".cache");
        return all.resolve("huggingface").resolve("hub");
    }

    /** The revision that {@code refs/main} names; without it, the one that was changed last. */
    private static Optional<Path> snapshot(Path cached) {
        Path snapshots = cached.resolve("snapshots");
        if (!Files.isDirectory(snapshots)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(snapshots)) {
            Path reference = cached.resolve("refs").resolve("main");
            String named =
                    Files.isRegularFile(reference) ? Files.readString(reference).strip() : "";
            return entries.filter(entry -> Files.isRegularFile(entry.resolve("config.json")))
                    .max(Comparator.comparing((Path entry) ->
                                    entry.getFileName().toString().equals(named))
                            .thenComparing(entry -> entry.toFile().lastModified()));
        } catch (IOException e) {
            throw FileTree.failed("read", snapshots, e);
        }
    }
}
