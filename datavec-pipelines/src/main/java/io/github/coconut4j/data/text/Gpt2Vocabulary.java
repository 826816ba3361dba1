package io.github.coconut4j.data.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import io.github.coconut4j.data.internal.text.ByteLevel;
import io.github.coconut4j.data.internal.text.Merges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * GPT-2's own vocabulary and merges, rebuilt from the ranks that jtokkit brings along: ids are ranks, and the merge that makes a token joins the two parts which
 * the token falls into when only lower ranks may merge.
 */
final class Gpt2Vocabulary {
    private static final int MERGED_TOKENS = 50_000;
    private static final int BYTES = 256;

    private final Map<String, Integer> ranks = new HashMap<>();

    private Gpt2Vocabulary() {}

    static BpeFiles files() {
        return new Gpt2Vocabulary().rebuild();
    }

    private BpeFiles rebuild() {
        Encoding r50k = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);
        List<String> tokens = new ArrayList<>();
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        for (int rank = 0; rank < BYTES + MERGED_TOKENS; rank++) {
            IntArrayList one = new IntArrayList(1);
            one.add(rank);
            String token = ByteLevel.token(r50k.decodeBytes(one));
            tokens.add(token);
            ranks.put(token, rank);
            vocabulary.put(token, rank);
        }
        vocabulary.put(SpecialTokens.EOS, BYTES + MERGED_TOKENS);
        List<String> merges = tokens.stream()
                .skip(BYTES)
                .map(token -> Merges.last(token, ranks))
                .toList();
        return new BpeFiles(vocabulary, merges, Map.of(), Map.of(BpeFiles.EOS_ROLE, SpecialTokens.EOS));
    }
}
