package io.github.coconut4j.data.vec;

import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.data.text.Tokenizers;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.datavec.api.transform.Transform;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonIgnoreProperties;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Turns a problem record into a staged record: the columns of {@link ProblemRecords#schema()} become {@value #INPUT_IDS}
 * ({@code [S] int}), {@value #FIRST_LABEL}, {@value #PROMPT_LENGTH} and {@value #LATENTS}, as in {@link StagedRecord}.
 *
 * <p>It is part of a {@code TransformProcess} like any other, survives its JSON and YAML, and runs wherever the
 * tokenizer's folder can be read.
 */
@JsonIgnoreProperties({"inputSchema", "encoder"})
public final class StagingTransform implements Transform {
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
    private Schema inputSchema;
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

    /** The staged record in a row that this transform made. */
    public static StagedRecord stagedRecord(List<Writable> row) {
        int[] ids = ((NDArrayWritable) row.get(0)).get().toIntVector();
        return new StagedRecord(
                ids, row.get(1).toInt(), row.get(2).toInt(), row.get(3).toInt());
    }

    /** Folder of the tokenizer. */
    @JsonProperty("tokenizer")
    public String tokenizer() {
        return tokenizer;
    }

    /** Steps left out at the beginning. */
    @JsonProperty("removedSteps")
    public int removedSteps() {
        return removedSteps;
    }

    /** Latent tokens. */
    @JsonProperty("thoughts")
    public int thoughts() {
        return thoughts;
    }

    /** Whether markers enclose the thoughts. */
    @JsonProperty("markers")
    public boolean markers() {
        return markers;
    }

    @Override
    public List<Writable> map(List<Writable> row) {
        StagedRecord staged = encoder()
                .training(ProblemRecords.problem(row, inputSchema), new Layout(removedSteps, thoughts, markers));
        return List.of(
                new NDArrayWritable(Nd4j.createFromArray(staged.inputIds())),
                new IntWritable(staged.firstLabel()),
                new IntWritable(staged.promptLength()),
                new IntWritable(staged.latents()));
    }

    @Override
    public Schema transform(Schema schema) {
        return new Schema.Builder()
                .addColumnNDArray(INPUT_IDS, new long[] {-1})
                .addColumnsInteger(FIRST_LABEL, PROMPT_LENGTH, LATENTS)
                .build();
    }

    @Override
    public List<List<Writable>> mapSequence(List<List<Writable>> sequence) {
        return sequence.stream().map(this::map).toList();
    }

    @Override
    public Object map(Object value) {
        throw new UnsupportedOperationException("staging needs the whole record, not one column");
    }

    @Override
    public Object mapSequence(Object value) {
        throw new UnsupportedOperationException("staging needs the whole record, not one column");
    }

    @Override
    public void setInputSchema(Schema schema) {
        inputSchema = schema;
    }

    @Override
    public Schema getInputSchema() {
        return inputSchema;
    }

    @Override
    public String outputColumnName() {
        return INPUT_IDS;
    }

    @Override
    public String[] outputColumnNames() {
        return new String[] {INPUT_IDS, FIRST_LABEL, PROMPT_LENGTH, LATENTS};
    }

    @Override
    public String[] columnNames() {
        return new String[] {ProblemRecords.QUESTION, ProblemRecords.STEPS, ProblemRecords.ANSWER};
    }

    @Override
    public String columnName() {
        return ProblemRecords.QUESTION;
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
            encoder = new ProblemEncoder(Tokenizers.load(Path.of(tokenizer)));
        }
        return encoder;
    }
}
