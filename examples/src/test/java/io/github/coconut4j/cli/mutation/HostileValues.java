package io.github.coconut4j.cli.mutation;

import java.util.List;
import java.util.Random;

/** What stands in the place of a value: sizes up to and beyond 2^63, other types, texts that terminals or pages would obey. */
final class HostileValues {
    private static final String NUL = "\\u0000";

    /** As JSON, which is YAML too. */
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"\": 1}",
            "{\"type\": \"x\"}",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"1\"",
            "\"null\"",
            "\"" + NUL + "\"",
            "\"\\u001b]0;x\\u0007\\u001b[31m\"",
            "\"\\ud800\"",
            "\"\\u2028\\u202e\\r\\n\"",
            "\"<script>alert('1')</script>\"",
            "\"%s%n%d{}${x}\"",
            "\"../../../no/such\"",
            "\"/dev/zero\"",
            "\"" + "a".repeat(60_000) + "\"",
            "[".repeat(1001),
            "[".repeat(900) + "]".repeat(900),
            "{\"a\":".repeat(900) + "1" + "}".repeat(900),
            "1" + "0".repeat(1001),
            "0." + "3".repeat(1001),
            "0",
            "1",
            "-0",
            "-1",
            "1.5",
            "1e-320",
            "1e300",
            "1e400",
            "-1e400",
            "1e2147483648",
            "NaN",
            ".nan",
            ".inf",
            "0x10",
            "0777",
            "1_000",
            "2026-01-01",
            "&a [*a]",
            "!!java.net.URL [x]",
            "1000000",
            "30000000",
            "2147483647",
            "2147483648",
            "-2147483648",
            "4294967296",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551616");

    private HostileValues() {}

    static String any(Random random) {
        return JSON.get(random.nextInt(JSON.size()));
    }
}
