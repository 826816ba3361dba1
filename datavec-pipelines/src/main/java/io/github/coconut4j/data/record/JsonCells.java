package io.github.coconut4j.data.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.deser.std.StdDeserializer;
import org.nd4j.shade.jackson.databind.module.SimpleModule;

/**
 * The values of a JSON object as cells of text, for DataVec's reader, which would write a list as {@code [a, b]}: the
 * elements of a list stand one a line, an object stays JSON, numbers are as they were written, null is a blank cell.
 */
final class JsonCells extends StdDeserializer<Object> {
    private static final long serialVersionUID = 1L;

    /** What is said of such an element. */
    static final String LINES = "an element of a list has several lines";

    private JsonCells() {
        super(Object.class);
    }

    static ObjectMapper mapper() {
        return new ObjectMapper()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .registerModule(new SimpleModule().addDeserializer(Object.class, new JsonCells()));
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return cell(parser, context);
        }
        List<String> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String element = cell(parser, context);
            if (element.indexOf('\n') >= 0) {
                context.reportInputMismatch(Object.class, LINES);
            }
            elements.add(element);
        }
        return String.join("\n", elements);
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
        return "";
    }

    private static String cell(JsonParser parser, DeserializationContext context) throws IOException {
        return parser.currentToken().isScalarValue()
                ? parser.getText()
                : context.readTree(parser).toString();
    }
}
