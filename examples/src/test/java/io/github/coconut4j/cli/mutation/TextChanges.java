package io.github.coconut4j.cli.mutation;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes that need not know what a file means: of its bytes, its words and its lines. */
final class TextChanges {
    private static final Pattern WORD = Pattern.compile("[\\w.+-]+|\\s+|.", Pattern.DOTALL);

    private TextChanges() {}

    /** Other bytes in some places, or the file cut off, or a part of it twice. */
    static byte[] bytes(byte[] whole, Random random) {
        if (whole.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(whole.length);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(whole, at);
            case 1 -> joined(Arrays.copyOf(whole, at), Arrays.copyOfRange(whole, at / 2, whole.length));
            case 2 -> joined(whole, Arrays.copyOf(whole, at));
            default -> changed(whole, random);
        };
    }

    private static byte[] changed(byte[] whole, Random random) {
        byte[] changed = whole.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            // what describes a file is at its beginning, or in zip files at its end
            int near = random.nextInt(Math.min(changed.length, 2000));
            int place = random.nextInt(4) == 0 ? changed.length - 1 - near : near;
            changed[place] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) (changed[place] ^ 1 << random.nextInt(8));
        }
        return changed;
    }

    /** A word or sign left out, doubled, exchanged for another or for a hostile value. */
    static byte[] words(byte[] whole, Random random) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(new String(whole, UTF_8));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        if (words.isEmpty()) {
            return HostileValues.any(random).getBytes(UTF_8);
        }
        for (int changes = 1 + random.nextInt(2); changes > 0 && !words.isEmpty(); changes--) {
            int at = random.nextInt(words.size());
            switch (random.nextInt(5)) {
                case 0 -> words.remove(at);
                case 1 -> words.add(at, words.get(at));
                case 2 -> Collections.swap(words, at, random.nextInt(words.size()));
                default -> words.set(at, HostileValues.any(random));
            }
        }
        return String.join("", words).getBytes(UTF_8);
    }

    /** A line left out, doubled or moved, or the ends of lines and the encoding of another system. */
    static byte[] lines(byte[] whole, Random random) {
        String text = new String(whole, UTF_8);
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
            return "\n".getBytes(UTF_8);
        }
        int at = random.nextInt(lines.size());
        switch (random.nextInt(7)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(at));
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 3 -> lines.set(at, "\t" + lines.get(at));
            case 4 -> lines.set(at, lines.get(at).repeat(2));
            case 5 -> {
                return text.replace("\n", "\r").getBytes(UTF_8);
            }
            default -> {
                return text.getBytes(random.nextBoolean() ? UTF_16 : UTF_16LE);
            }
        }
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
