package io.github.coconut4j.model.graph;

import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.NameScope;
import org.nd4j.autodiff.samediff.SameDiff;

/** Names such as {@code layer_0/attention/softmax}, so that whoever looks at a graph knows what belongs together. */
public final class NameScopes {
    private NameScopes() {}

    /**
     * Draws something whose names all begin with that of the scope.
     *
     * @param <T> what is drawn
     * @param sd the graph that is drawn in
     * @param scope a name without slash; scopes may be nested
     * @param drawn draws it
     * @return what was drawn
     */
    public static <T> T in(SameDiff sd, String scope, Supplier<T> drawn) {
        NameScope open = sd.withNameScope(scope);
        try {
            return drawn.get();
        } finally {
            open.close();
        }
    }
}
