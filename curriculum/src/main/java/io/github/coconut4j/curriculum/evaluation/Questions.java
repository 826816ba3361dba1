package io.github.coconut4j.curriculum.evaluation;

import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.record.ProblemRecordReader;
import io.github.coconut4j.data.record.ProblemRecords;
import io.github.coconut4j.data.stage.Batches;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.data.stage.Staging;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.writable.Writable;

/**
 * Problems as a model is asked them.
 *
 * @param encoder how they are written down
 * @param batchSize rows of a batch
 * @param lengthMultiple batches are as long as a multiple of this
 * @param positions of the model, in tokens
 */
record Questions(ProblemEncoder encoder, int batchSize, int lengthMultiple, int positions) {
    /** The first of a source, by length, so that those of a batch are of similar length. */
    List<Question> first(ProblemSource source, int limit, Function<Problem, Layout> layout) {
        List<Question> questions = new ArrayList<>();
        TransformProcess asking = Staging.prompts(encoder, (problem, epoch, row) -> layout.apply(problem));
        try (ProblemRecordReader reader = new ProblemRecordReader(source, 0)) {
            while (questions.size() < limit && reader.hasNext()) {
                List<Writable> record = reader.next();
                Problem problem = ProblemRecords.problem(record, ProblemRecords.schema());
                try {
                    StagedRecord prompt = Staging.staged(asking.execute(record));
                    Evaluator.requireRoom(prompt, positions);
                    questions.add(new Question(questions.size(), problem, prompt));
                } catch (DataException unfit) {
                    throw new DataException(source.place(questions.size()) + ": " + unfit.getMessage(), unfit);
                }
            }
        }
        questions.sort(Comparator.comparingInt(question -> question.prompt().length()));
        return questions;
    }

    /** A full batch: where there are fewer questions than rows, the first one fills it up. */
    BatchArrays batch(List<Question> questions) {
        List<StagedRecord> prompts = new ArrayList<>();
        questions.forEach(question -> prompts.add(question.prompt()));
        prompts.addAll(Collections.nCopies(batchSize - prompts.size(), prompts.get(0)));
        return new BatchArrays(Batches.prompts(prompts, encoder.tokenizer().pad(), lengthMultiple));
    }

    /** Words that can follow a question; the last one is only asked for and needs no position. */
    int room(Question question) {
        return positions - question.prompt().length() + 1;
    }

    /** One for all columns up to the first thought, one for each column behind, one for each word that another one, or the end, follows. */
    int passes(Question question, int words, int mostWords) {
        StagedRecord prompt = question.prompt();
        int[] ids = prompt.inputIds();
        int first = IntStream.range(0, prompt.length())
                .filter(column -> ids[column] == encoder.tokenizer().latent())
                .findFirst()
                .orElse(prompt.length());
        boolean cut = words == Math.min(mostWords, room(question));
        return 1 + prompt.length() - first + words - (cut ? 1 : 0);
    }

    /** A problem by its row in the source, with its prompt. */
    record Question(int row, Problem problem, StagedRecord prompt) {}
}
