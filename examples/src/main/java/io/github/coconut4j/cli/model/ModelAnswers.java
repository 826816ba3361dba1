package io.github.coconut4j.cli.model;

import io.github.coconut4j.curriculum.evaluation.AnswerTimes;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.evaluation.Evaluator.Answer;
import io.github.coconut4j.curriculum.evaluation.OfficialJudge;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import io.github.coconut4j.data.ProblemSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A model and its answers.
 *
 * @param name it goes by, the folder it was named with
 * @param method it was trained with; "imported" for one that no training here has left
 * @param stage it was trained up to; 0 for an imported one
 * @param answers to the problems, in their order
 * @param evaluation what they come to
 * @param seconds they took in all, the making of plans included
 * @param alone how long some of them take when they are asked alone; empty if none was timed
 * @param harder answers on harder problems, if such were asked
 * @param spoken answers after other numbers of thoughts, if such were asked for
 */
record ModelAnswers(
        String name,
        String method,
        int stage,
        List<Answer> answers,
        Evaluation evaluation,
        double seconds,
        Optional<AnswerTimes> alone,
        Optional<HarderAnswers> harder,
        SpokenAnswers spoken) {

    /** The same answers judged as the official code does, where what is not right is wrong and nothing else. */
    ModelAnswers judgedOfficially(ProblemSource problems) {
        List<Answer> judged = IntStream.range(0, answers.size())
                .mapToObj(row -> {
                    Answer answer = answers.get(row);
                    boolean right = OfficialJudge.isRight(problems.problem(0, row), answer.text());
                    return new Answer(
                            answer.text(),
                            answer.answer(),
                            right ? Outcome.RIGHT : Outcome.NO_ANSWER,
                            answer.newTokens(),
                            answer.thoughts(),
                            answer.twoOptions(),
                            answer.passes());
                })
                .toList();
        int right = (int) judged.stream()
                .filter(answer -> answer.outcome() == Outcome.RIGHT)
                .count();
        Evaluation officially = new Evaluation(
                right,
                0,
                judged.size() - right,
                evaluation.newTokens(),
                evaluation.thoughts(),
                evaluation.geometry(),
                evaluation.twoOptions());
        return new ModelAnswers(name, method, stage, judged, officially, seconds, alone, harder, spoken);
    }

    /** The last of the folders in its name, short enough for a picture. */
    String folderName() {
        Path last = Path.of(name).toAbsolutePath().normalize().getFileName();
        return last == null ? name : last.toString();
    }

    /** Milliseconds a problem, all of them asked in batches. */
    double milliseconds() {
        return answers.isEmpty() ? 0 : 1000 * seconds / answers.size();
    }
}
