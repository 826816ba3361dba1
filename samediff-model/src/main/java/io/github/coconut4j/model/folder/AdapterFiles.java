package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.FrozenWeights;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.io.SafeTensors;
import io.github.coconut4j.model.lora.Adapters;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adapters in a folder of their own; the model they stand beside is read from where it lies, and must be what it was. */
final class AdapterFiles {
    static final String NAME = "adapters.safetensors";

    private AdapterFiles() {}

    static Model load(Path folder, ConfigFile file, ModelConfig config) {
        FrozenWeights frozen = file.frozen();
        String whose = folder + " holds adapters beside the model in " + frozen.folder();
        if (!Files.exists(frozen.weights())) {
            throw new ModelException(whose + ", but there is no " + frozen.weights() + "; put it back.");
        }
        try (WeightFiles weights = WeightFiles.open(frozen.weights(), file.family(), Adapters.base(config.decoder()))) {
            if (!sha256(weights.files()).equals(frozen.sha256())) {
                throw new ModelException(whose + ", whose weights have changed since; put back what they were.");
            }
            Model model = weights.read(config, frozen.kept(), frozen.copied());
            try {
                readInto(model, folder.resolve(NAME));
            } catch (ModelException e) {
                model.close();
                throw e;
            }
            return model.frozen(frozen);
        }
    }

    private static void readInto(Model model, Path file) {
        Map<String, INDArray> arrays = SafeTensors.read(file);
        try {
            List<ParameterSpec> specs = model.config().decoder().trained();
            for (ParameterSpec spec : specs) {
                INDArray array = arrays.get(spec.name());
                if (array == null || !Arrays.equals(array.shape(), spec.shape())) {
                    throw new ModelException("%s lacks the array %s of shape %s."
                            .formatted(file, spec.name(), Arrays.toString(spec.shape())));
                }
                model.parameters().get(spec.name()).assign(array);
            }
            if (arrays.size() > specs.size()) {
                throw new ModelException(file + " holds more than the adapters that config.json describes.");
            }
        } finally {
            arrays.values().forEach(INDArray::close);
        }
    }

    static void save(Model model, Path folder) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        model.trained().forEach(name -> arrays.put(name, model.parameters().get(name)));
        SafeTensors.write(folder.resolve(NAME), arrays);
    }

    static FrozenWeights frozen(Path folder, Path from, int kept, int copied, WeightFiles weights) {
        return new FrozenWeights(
                folder.toAbsolutePath().normalize(),
                from.toAbsolutePath().normalize(),
                kept,
                copied,
                sha256(weights.files()));
    }

    private static String sha256(List<Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw ModelException.failed("read", file, e);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
