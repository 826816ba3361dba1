package io.github.coconut4j.cli.mutation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Changes of what lies inside of another format, which itself stays whole. */
final class WrappedChanges {
    private WrappedChanges() {}

    /** The header of a safetensors file, its length told truly. */
    static Change header(Change inner) {
        return (whole, random) -> {
            int length =
                    (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
            byte[] header = inner.of(Arrays.copyOfRange(whole, 8, 8 + length), random);
            return ByteBuffer.allocate(8 + header.length + whole.length - 8 - length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .put(header)
                    .put(whole, 8 + length, whole.length - 8 - length)
                    .array();
        };
    }

    /** The length of the header of a safetensors file. */
    static byte[] headerLength(byte[] whole, Random random) {
        byte[] changed = whole.clone();
        long length = random.nextBoolean() ? 1L << random.nextInt(64) : random.nextLong();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        return changed;
    }

    /** One of the files in a zip file, as PyTorch writes them. */
    static Change zip(Change inner) {
        return (whole, random) -> {
            Map<String, byte[]> files = unpacked(whole);
            String chosen = files.keySet().stream()
                    .filter(name -> name.endsWith("data.pkl") == random.nextInt(10) > 0)
                    .findFirst()
                    .orElse(files.keySet().iterator().next());
            files.put(chosen, inner.of(files.get(chosen), random));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    zip.putNextEntry(stored(file.getKey(), file.getValue()));
                    zip.write(file.getValue());
                }
            }
            return bytes.toByteArray();
        };
    }

    /** By the directory at the end: PyTorch's entries cannot be read one after the other. */
    private static Map<String, byte[]> unpacked(byte[] whole) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Path copy = Files.write(Files.createTempFile("whole", ".zip"), whole);
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        Files.delete(copy);
        return files;
    }

    private static ZipEntry stored(String name, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        return entry;
    }

    /** What was compressed. */
    static Change gzip(Change inner) {
        return (whole, random) -> {
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(whole)).readAllBytes();
            return gzipped(inner.of(plain, random));
        };
    }

    static byte[] gzipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }
}
