package io.github.coconut4j.model.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.model.ModelException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays spread over several files, with an index that says which lies where: {@code {"weight_map": {name: file}}}. */
final class TensorShards implements TensorSource {
    private final Path index;
    private final Map<String, TensorSource> shards = new LinkedHashMap<>();
    private final Map<String, TensorSource> places = new LinkedHashMap<>();

    private TensorShards(Path index) {
        this.index = index;
    }

    static TensorShards open(Path index) {
        TensorShards opened = new TensorShards(index);
        try {
            opened.read();
            return opened;
        } catch (ModelException e) {
            opened.close();
            throw e;
        }
    }

    private void read() {
        JsonNode map = JsonObject.read(index).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new ModelException(index + " has no weight_map that says in which file each array lies.");
        }
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String file = entry.getValue().asText("");
            if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || file.endsWith(".json")) {
                throw new ModelException(index + " says that " + entry.getKey() + " lies in '" + file
                        + "', which is no name of a file beside it.");
            }
            TensorSource shard = shards.computeIfAbsent(file, name -> TensorFiles.open(index.resolveSibling(name)));
            if (!shard.names().contains(entry.getKey())) {
                throw new ModelException(index + " says that " + entry.getKey() + " lies in " + file
                        + ", but it does not; the files do not belong together.");
            }
            places.put(entry.getKey(), shard);
        }
    }

    @Override
    public List<Path> files() {
        return shards.values().stream().flatMap(shard -> shard.files().stream()).toList();
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(places.keySet());
    }

    @Override
    public long[] shape(String name) {
        return shard(name).shape(name);
    }

    @Override
    public INDArray read(String name) {
        return shard(name).read(name);
    }

    private TensorSource shard(String name) {
        TensorSource shard = places.get(name);
        if (shard == null) {
            throw new ModelException(index + " has no array " + name + ".");
        }
        return shard;
    }

    @Override
    public void close() {
        shards.values().forEach(TensorSource::close);
    }
}
