package io.github.coconut4j.model.io;

import io.github.coconut4j.model.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** Opens the files in which models are passed on: safetensors or what PyTorch saves, in one piece or in shards. */
public final class TensorFiles {
    private static final String INDEX = ".index.json";

    /** What a Hugging Face folder may hold, the better first. */
    private static final List<String> IN_FOLDERS =
            List.of("model.safetensors", "model.safetensors" + INDEX, "pytorch_model.bin", "pytorch_model.bin" + INDEX);

    /** The first byte of a pickle that says its protocol. */
    private static final int PICKLE = 0x80;

    /** The pickle of a number with which PyTorch's format before version 1.6 begins. */
    private static final String LEGACY = "80028a0a6cfc9c46f9206aa850192e";

    private TensorFiles() {}

    /**
     * Opens a folder's weights or a file. What a file is, its first bytes decide, not its name.
     *
     * @param path of a Hugging Face folder, of a safetensors file, of a {@code torch.save} of a state_dict, or of the index of shards
     * @return its tensors, of which none is read yet; to be closed
     * @throws ModelException when there is no such file, or it is none of these, or it is not sound
     */
    public static TensorSource open(Path path) {
        Path file = Files.isDirectory(path) ? inFolder(path) : path;
        if (file.getFileName().toString().endsWith(INDEX)) {
            return TensorShards.open(file);
        }
        byte[] start = ModelFiles.start(file);
        if (ModelFiles.isSafeTensors(start)) {
            return SafeTensorsFile.open(file);
        }
        if (start.length >= 2 && start[0] == 'P' && start[1] == 'K') {
            return TorchFile.open(file);
        }
        if ((start[0] & 0xff) == PICKLE) {
            boolean legacy = HexFormat.of().formatHex(start).startsWith(LEGACY);
            throw new ModelException(file
                    + (legacy
                            ? " is in the format of PyTorch before 1.6, which cannot be read safely;"
                            : " is a pickle of Python, and no file of torch.save; a pickle is a program and is not run here;")
                    + " load it where you trust it and save model.state_dict() again with torch.save.");
        }
        return SafeTensorsFile.open(file);
    }

    private static Path inFolder(Path folder) {
        return IN_FOLDERS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        folder + " holds no weights; there must be one of " + String.join(", ", IN_FOLDERS) + "."));
    }
}
