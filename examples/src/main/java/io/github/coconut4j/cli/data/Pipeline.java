package io.github.coconut4j.cli.data;

import io.github.coconut4j.data.record.ProblemRecordReader;
import io.github.coconut4j.data.record.ProblemRecords;
import io.github.coconut4j.data.record.RecordFormat;
import io.github.coconut4j.data.record.RecordProblems;
import io.github.coconut4j.data.record.StepColumn;
import io.github.coconut4j.data.stage.StagingTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.records.reader.impl.jackson.JacksonLineRecordReader;
import org.datavec.api.transform.ColumnOp;
import org.datavec.api.transform.DataAction;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.transform.transform.string.ReplaceStringTransform;

/**
 * The DataVec pipeline that a file goes through on its way to training, for eyes that know DataVec.
 *
 * @param reader class of the record reader
 * @param process from the reader's records to those that are staged, or to problems if there is no tokenizer
 */
record Pipeline(Class<?> reader, TransformProcess process) {

    /**
     * The pipeline of a file.
     *
     * @param format of records; empty for a file of problems
     * @param problems of records; empty for a file of problems
     * @param tokenizer folder for the staging; empty to end with question, steps and answer
     * @param stage steps left out, with a thought for each
     */
    static Pipeline of(
            Optional<RecordFormat> format, Optional<RecordProblems> problems, Optional<String> tokenizer, int stage) {
        Schema schema = problems.map(RecordProblems::input).orElseGet(ProblemRecords::schema);
        List<DataAction> actions = new ArrayList<>();
        problems.ifPresent(records -> {
            actions.addAll(records.transform().getActionList());
            separator(records.stepColumn()).ifPresent(actions::add);
        });
        tokenizer.ifPresent(folder -> actions.add(new DataAction(new StagingTransform(folder, stage, stage, true))));
        return new Pipeline(
                format.map(Pipeline::reader).orElse(ProblemRecordReader.class), new TransformProcess(schema, actions));
    }

    /** The staging knows one step a line. */
    private static Optional<DataAction> separator(StepColumn steps) {
        return steps.equals(StepColumn.LINES) || steps.equals(StepColumn.SINGLE)
                ? Optional.empty()
                : Optional.of(new DataAction(new ReplaceStringTransform(
                        ProblemRecords.STEPS, Map.of(steps.pattern().pattern(), "\n"))));
    }

    private static Class<?> reader(RecordFormat format) {
        return format.kind() == RecordFormat.Kind.CSV ? CSVRecordReader.class : JacksonLineRecordReader.class;
    }

    /** What a person reads: each station with the columns behind it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line("reader", reader.getSimpleName(), process.getInitialSchema()));
        List<DataAction> actions = process.getActionList();
        for (int i = 0; i < actions.size(); i++) {
            String kind = actions.get(i).getFilter() == null ? "transform" : "filter";
            lines.add(line(kind, told(actions.get(i)), process.getSchemaAfterStep(i)));
        }
        return lines;
    }

    private static String line(String kind, String what, Schema after) {
        return "%-10s %-40s -> %s".formatted(kind, what, columns(after));
    }

    private static String told(DataAction action) {
        ColumnOp op = action.getTransform() == null ? action.getFilter() : action.getTransform();
        return op.getClass().getSimpleName() + " of " + String.join(", ", op.columnNames());
    }

    private static String columns(Schema schema) {
        return IntStream.range(0, schema.numColumns())
                .mapToObj(i -> schema.getName(i) + " " + schema.getType(i))
                .collect(Collectors.joining(", "));
    }
}
