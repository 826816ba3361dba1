package io.github.coconut4j.curriculum.internal.intervention;

import io.github.coconut4j.curriculum.audit.intervention.Carrier;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.loop.KeyValues;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a vector that is changed by itself, with a length of its own: the whole vector that is fed back; the keys of a layer, the values of a layer.
 *
 * @param begin its first number
 * @param end the first behind it
 */
record Part(int begin, int end) {
    int size() {
        return end - begin;
    }

    /** Of what is changed: all of a vector, or those of the keys and values of all layers that a carrier names. */
    static List<Part> of(Carrier carrier, DecoderConfig decoder) {
        if (carrier == Carrier.INPUT) {
            return List.of(new Part(0, decoder.width()));
        }
        List<Part> parts = new ArrayList<>();
        int begin = 0;
        for (int layer = 0; layer < decoder.layers(); layer++) {
            KeyValues.Size size = decoder.kept(layer);
            int numbers = size.heads() * size.width();
            if (carrier != Carrier.VALUES) {
                parts.add(new Part(begin, begin + numbers));
            }
            if (carrier != Carrier.KEYS) {
                parts.add(new Part(begin + numbers, begin + 2 * numbers));
            }
            begin += 2 * numbers;
        }
        return parts;
    }
}
