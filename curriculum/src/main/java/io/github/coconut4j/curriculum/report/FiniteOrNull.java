package io.github.coconut4j.curriculum.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Writes a number that is not finite as null: JSON has no other word for it. */
public final class FiniteOrNull extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    private FiniteOrNull() {
        super(Double.class);
    }

    /** {@return a module to be registered with a mapper} */
    public static SimpleModule module() {
        return new SimpleModule("FiniteOrNull")
                .addSerializer(double.class, new FiniteOrNull())
                .addSerializer(Double.class, new FiniteOrNull());
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }
}
