package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.record.ProblemRecords;
import io.github.coconut4j.data.text.Tokenizers;
import java.util.List;
import java.util.Objects;
import org.datavec.api.writable.Writable;
import org.nd4j.shade.jackson.annotation.JsonIgnoreProperties;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Writes problem records down in one layout, to learn from: the columns of {@link ProblemRecords#schema()} become {@value
 * #INPUT_IDS} ({@code [S] int}), {@value #FIRST_LABEL}, {@value #PROMPT_LENGTH} and {@value #LATENTS}, as in {@link StagedRecord}.
 *
 * <p>It is part of a {@code TransformProcess} like any other, survives its JSON and YAML, and runs wherever the
 * tokenizer's folder can be read.
 */
@JsonIgnoreProperties({"inputSchema", "encoder"})
public final class StagingTransform extends ProblemTransform {
    /** Column of the token ids. */
    public static final String INPUT_IDS = "input_ids";
    /** Column of the index of the first label. */
    public static final String FIRST_LABEL = "first_label";
    /** Column of the number of ids before the first latent. */
    public static final String PROMPT_LENGTH = "prompt_length";
    /** Column of the number of latents. */
    public static final String LATENTS = "latents";

    private static final long serialVersionUID = 1L;

    private final String tokenizer;
    private final int removedSteps;
    private final int thoughts;
    private final boolean markers;
    private transient ProblemEncoder encoder;

    /**
     * A transform for one layout.
     *
     * @param tokenizer folder of a tokenizer, read when the first record comes
     * @param removedSteps see {@link Layout}
     * @param thoughts see {@link Layout}
     * @param markers see {@link Layout}
     */
    public StagingTransform(
            @JsonProperty("tokenizer") String tokenizer,
            @JsonProperty("removedSteps") int removedSteps,
            @JsonProperty("thoughts") int thoughts,
            @JsonProperty("markers") boolean markers) {
        this.tokenizer = tokenizer;
        this.removedSteps = removedSteps;
        this.thoughts = thoughts;
        this.markers = markers;
    }

    /**
     * Folder of the tokenizer.
     *
     * @return as it was given, not made absolute
     */
    @JsonProperty("tokenizer")
    public String tokenizer() {
        return tokenizer;
    }

    /**
     * Steps left out at the beginning.
     *
     * @return 0 or more
     */
    @JsonProperty("removedSteps")
    public int removedSteps() {
        return removedSteps;
    }

    /**
     * Latent tokens.
     *
     * @return 0 or more
     */
    @JsonProperty("thoughts")
    public int thoughts() {
        return thoughts;
    }

    /**
     * Whether markers enclose the thoughts.
     *
     * @return as it was given
     */
    @JsonProperty("markers")
    public boolean markers() {
        return markers;
    }

    @Override
    StagedRecord staged(Problem problem, List<Writable> row) {
        return encoder().training(problem, new Layout(removedSteps, thoughts, markers));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StagingTransform that
                && tokenizer.equals(that.tokenizer)
                && removedSteps == that.removedSteps
                && thoughts == that.thoughts
                && markers == that.markers;
    }

    @Override
    public int hashCode() {
        return Objects.hash(tokenizer, removedSteps, thoughts, markers);
    }

    private synchronized ProblemEncoder encoder() {
        if (encoder == null) {
            encoder = new ProblemEncoder(Tokenizers.load(InputFiles.path(tokenizer)));
        }
        return encoder;
    }
}
