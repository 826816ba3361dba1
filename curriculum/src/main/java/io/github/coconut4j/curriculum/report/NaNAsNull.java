package io.github.coconut4j.curriculum.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Writes a number that is none as null: JSON has no other word for it. */
public final class NaNAsNull extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    private NaNAsNull() {
        super(Double.class);
    }

    /** To be registered with a mapper. */
    public static SimpleModule module() {
        return new SimpleModule("NaNAsNull")
                .addSerializer(double.class, new NaNAsNull())
                .addSerializer(Double.class, new NaNAsNull());
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
