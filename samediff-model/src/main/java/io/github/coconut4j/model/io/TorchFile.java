package io.github.coconut4j.model.io;

import io.github.coconut4j.model.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What {@code torch.save} makes of a state_dict since PyTorch 1.6: a zip file with a pickle that describes the tensors and an entry of plain numbers for each
 * storage. The pickle is read by {@link StateDictUnpickler}, which follows no instruction that could do harm; entries must be uncompressed, as PyTorch writes
 * them, so nothing can be larger than the file.
 */
final class TorchFile implements TensorSource {
    private static final String PICKLE = "/data.pkl";

    /** Bytes of a pickle without and for each tensor: several times what real ones take. */
    private static final long PLAIN_PICKLE = 1 << 20;

    private static final long PICKLE_OF_TENSOR = 4096;

    /** Under which key programs for training keep the state_dict beside other things. */
    private static final List<String> MODELS = List.of("model", "state_dict", "model_state_dict", "module");

    /** What nanoGPT says of its model. */
    private static final String SETTINGS = "model_args";

    private final Path file;
    private final ZipFile zip;
    private final String root;
    private final Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    private final Map<String, Long> settings = new LinkedHashMap<>();

    private TorchFile(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        List<String> pickles = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw broken("a zip file, but not one that torch.save made of a state_dict");
        }
        root = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
        requireLittleEndian();
        Map<?, ?> whole = unpickled();
        tensors.putAll(tensors(model(whole)));
        if (whole.get(SETTINGS) instanceof Map<?, ?> said) {
            said.forEach((name, value) -> {
                if (value instanceof Integer || value instanceof Long) {
                    settings.put(String.valueOf(name), ((Number) value).longValue());
                }
            });
        }
    }

    static TorchFile open(Path file) {
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            return new TorchFile(file, zip);
        } catch (IOException | RuntimeException e) {
            try {
                if (zip != null) {
                    zip.close();
                }
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e instanceof ModelException told
                    ? told
                    : new ModelException(
                            "Cannot read " + file + ": it is no whole zip file. Copy or download it again.", e);
        }
    }

    private void requireLittleEndian() throws IOException {
        String name = "/byteorder";
        if (zip.getEntry(root + name) == null) {
            return;
        }
        long size = entry(name).getSize();
        String order = new String(bytes(name, 0, Math.min(size, "little".length() + 1)), StandardCharsets.UTF_8);
        if (!order.equals("little")) {
            throw broken(
                    order.equals("big")
                            ? "its numbers are big-endian; load it and save it again with PyTorch on a machine that is"
                                    + " little-endian, as nearly all are"
                            : "it says neither \"little\" nor \"big\" of the order of its bytes");
        }
    }

    /** The state_dict itself, or the one that lies in it beside a training's other things. */
    private static Map<?, ?> model(Map<?, ?> whole) {
        if (whole.values().stream().noneMatch(TorchTensor.class::isInstance)) {
            for (String key : MODELS) {
                if (whole.get(key) instanceof Map<?, ?> inner) {
                    return inner;
                }
            }
        }
        return whole;
    }

    private Map<?, ?> unpickled() throws IOException {
        long size = entry(PICKLE).getSize();
        if (size > PLAIN_PICKLE + PICKLE_OF_TENSOR * zip.size()) {
            throw broken("its description takes %d bytes for %d entries at most".formatted(size, zip.size()));
        }
        try {
            return new StateDictUnpickler().read(new ByteArrayInputStream(bytes(PICKLE, 0, size)));
        } catch (ModelException e) {
            throw new ModelException(file + " is refused: " + e.getMessage() + ".", e);
        } catch (IOException | RuntimeException e) { // a stack that is empty, a cast that fails: all mean the same
            throw new ModelException(file + " is refused: its pickle is not well formed.", e);
        }
    }

    private Map<String, TorchTensor> tensors(Map<?, ?> mapping) {
        Map<String, TorchTensor> found = new LinkedHashMap<>();
        mapping.forEach((name, value) -> {
            if (name instanceof String key && value instanceof TorchTensor tensor) {
                ZipEntry entry = entry("/data/" + tensor.storage().key());
                String problem = tensor.problem(entry.getSize());
                if (!problem.isEmpty()) {
                    throw broken("array " + key + " " + problem);
                }
                found.put(key, tensor);
            }
        });
        if (found.isEmpty()) {
            throw broken("it holds no arrays, only " + mapping.size() + " other values; save model.state_dict() alone");
        }
        return found;
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = zip.getEntry(root + name);
        if (entry == null) {
            throw broken("its entry " + name.substring(1) + " is missing");
        }
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() < 0) {
            throw broken("its entry " + name.substring(1) + " is compressed, which torch.save never does");
        }
        return entry;
    }

    /** Some bytes of an entry, no more than there are in the file. */
    private byte[] bytes(String name, long begin, long length) throws IOException {
        if (length > Integer.MAX_VALUE - 8) {
            throw broken("its entry " + name.substring(1) + " is larger than 2 GiB");
        }
        if (length > Files.size(file)) {
            throw broken("its entry " + name.substring(1) + " claims more bytes than the file has");
        }
        try (InputStream stream = zip.getInputStream(entry(name))) {
            stream.skipNBytes(begin);
            byte[] bytes = stream.readNBytes((int) length);
            if (bytes.length < length) {
                throw broken("its entry " + name.substring(1) + " is cut off");
            }
            return bytes;
        }
    }

    private TorchTensor tensor(String name) {
        TorchTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelException(file + " has no array " + name + ".");
        }
        return tensor;
    }

    @Override
    public List<Path> files() {
        return List.of(file);
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    @Override
    public long[] shape(String name) {
        return tensor(name).shape().clone();
    }

    @Override
    public INDArray read(String name) {
        TorchTensor tensor = tensor(name);
        if (!tensor.storage().type().isReadable()) {
            throw new ModelException("Array " + name + " of " + file + " is made of "
                    + tensor.storage().type() + ", which no parameter can be made of.");
        }
        try {
            byte[] bytes = bytes("/data/" + tensor.storage().key(), tensor.begin(), tensor.length());
            return tensor.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw ModelFiles.unreadable(file, e);
        }
    }

    @Override
    public Map<String, Long> settings() {
        return Collections.unmodifiableMap(settings);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw ModelException.failed("close", file, e);
        }
    }

    private ModelException broken(String why) {
        return new ModelException(file + " is not a readable PyTorch file: " + why + ".");
    }
}
