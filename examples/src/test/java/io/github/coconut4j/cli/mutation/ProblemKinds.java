package io.github.coconut4j.cli.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.condition.ConditionOp;
import org.datavec.api.transform.condition.column.CategoricalColumnCondition;
import org.datavec.api.transform.filter.ConditionFilter;
import org.datavec.api.transform.schema.Schema;

/** Files of problems in every format, and the transforms of records. */
final class ProblemKinds {
    private static final String WORDS =
            """
            {"question":"Every chorpus is a jelpus. Max is a jelpus. Max is a chorpus. Every jelpus is a jompus. Every chorpus is a lempus. Oliver is a quimpus. Every jompus is a sterpus. Fae is a fompus. Every chorpus is a jompus. Is Max a lempus or fompus?","steps":["Max is a chorpus.","Every chorpus is a lempus."],"answer":"Max is a lempus.","idx_to_symbol":["Fae","Max","fompus","chorpus","jelpus","jompus","lempus","sterpus","Oliver","quimpus"],"edges":[[0,2],[1,3],[3,4],[1,4],[4,5],[3,5],[3,6],[5,7],[8,9]],"root":1,"target":6,"neg_target":2}
            {"question":"Eva is a wumpus. Eva is a lempus. Alex is a wumpus. Alex is a rorpus. Davis is a bompus. Eva is a brimpus. Every brimpus is a lempus. Every rorpus is a gorpus. Every brimpus is a tumpus. Every tumpus is a lempus. Is Alex a lempus or gorpus?","steps":["Alex is a rorpus.","Every rorpus is a gorpus."],"answer":"Alex is a gorpus.","idx_to_symbol":["Alex","Eva","wumpus","brimpus","tumpus","rorpus","lempus","gorpus","Davis","bompus"],"edges":[[1,2],[0,2],[1,3],[3,4],[0,5],[4,6],[1,6],[3,6],[5,7],[8,9]],"root":0,"target":7,"neg_target":6}
            """;
    private static final List<Change> TEXT = List.of(TextChanges::bytes, TextChanges::words, TextChanges::lines);
    private static final List<Change> JSON =
            List.of(TextChanges::bytes, TextChanges::words, TextChanges::lines, TreeChanges::json, TreeChanges::json);
    private static final List<Change> JSON_LINES = List.of(
            TextChanges::bytes, TextChanges::words, TextChanges::lines, TreeChanges::jsonLines, TreeChanges::jsonLines);

    private static final List<Change> YAML = List.of(TextChanges::bytes, TextChanges::words, TreeChanges::yaml);

    private ProblemKinds() {}

    static List<Kind> all() throws IOException {
        String list = "[" + WORDS.strip().replace("\n", ",\n") + "]";
        return List.of(
                problems("a list of problems", "p.json", list.getBytes(UTF_8), JSON),
                problems("problems line by line", "p.jsonl", WORDS.getBytes(UTF_8), JSON_LINES),
                problems(
                        "problems in gzip",
                        "p.json.gz",
                        WrappedChanges.gzipped(list.getBytes(UTF_8)),
                        List.of(
                                TextChanges::bytes,
                                WrappedChanges.gzip(TextChanges::bytes),
                                WrappedChanges.gzip(TreeChanges::json))),
                converted(
                        "csv",
                        TEXT,
                        """
                        question,steps,answer,depth
                        "1, 2 and ""3""?","1+2=3
                        3+3=6",6,2
                        q?,"[""s, 1"", ""s2""]",a,-1
                        """),
                converted(
                        "gsm8k",
                        JSON_LINES,
                        "{\"question\": \"How many?\", \"answer\": \"She sold 48/2 = <<48/2=24>>24.\\nAll: 48+24 = <<48+24=72>>72.\\n#### 72\"}\n"),
                converted(
                        "gsm8k_calculations",
                        JSON_LINES,
                        "{\"question\": \"How many?\", \"answer\": \"She sold 48/2 = <<48/2=24>>24.\\n#### 24\"}\n"),
                converted(
                        "gsm8k_augmented",
                        TEXT,
                        "Of 600, 30% went. Who did not?||<<600*30/100=180>> <<600-180=420>> #### 420\nA guess?||#### 1,200\n"),
                converted(
                        "codi",
                        JSON,
                        "[{\"question\": \"q?\", \"cot\": \"<<3*4=12>> <<12+1=13>>\", \"answer\": \"13\"}]"),
                converted(
                        "logic_lm",
                        JSON,
                        "[{\"context\": \"c.\", \"question\": \"q?\", \"options\": [\"A) True\", \"B) False\"], \"answer\": \"B\", \"explanation\": [\"e. f.\"]}]"),
                converted(
                        "prontoqa",
                        JSON,
                        "{\"example1\": {\"test_example\": {\"question\": \"Each cat is sour. Max is a cat.\", \"query\": \"True or false: Max is sour.\", \"chain_of_thought\": [\"Max is a cat.\", \"Each cat is sour.\"], \"answer\": \"True\"}}}"),
                transform("transform", "t.json", TransformProcess::toJson, JSON),
                transform("transform in YAML", "t.yaml", TransformProcess::toYaml, YAML));
    }

    private static Kind problems(String name, String file, byte[] content, List<Change> changes) {
        return new Kind(
                name,
                Map.of(file, content),
                file,
                changes,
                List.of(
                        "data stats @" + file,
                        "data stats @" + file + " --json --html @stats.html",
                        "data check @" + file,
                        "data twins @" + file + " --out @new.json",
                        "data convert @" + file + " --out @new.json",
                        "data convert @" + file + " --form symbols --out @new.jsonl"));
    }

    private static Kind converted(String format, List<Change> changes, String content) {
        return new Kind(
                format,
                Map.of("data", content.getBytes(UTF_8)),
                "data",
                changes,
                List.of(
                        "data convert @data --from " + format + " --out @new.json",
                        "data convert @data --from " + format + " --out @new.jsonl --on-bad-record skip"));
    }

    private static Kind transform(
            String name, String file, Function<TransformProcess, String> form, List<Change> changes) {
        Schema schema = new Schema.Builder()
                .addColumnsString("way", "ask", "end")
                .addColumnCategorical("kind", "easy", "hard")
                .addColumnInteger("depth")
                .build();
        TransformProcess process = new TransformProcess.Builder(schema)
                .filter(new ConditionFilter(new CategoricalColumnCondition("kind", ConditionOp.Equal, "hard")))
                .renameColumn("way", "steps")
                .renameColumn("ask", "question")
                .renameColumn("end", "answer")
                .removeColumns("kind")
                .build();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("x.csv", "way,ask,end,kind,depth\na | b,b a ?,b,easy,1\n,a b ?,a,easy,2\n".getBytes(UTF_8));
        files.put(file, form.apply(process).getBytes(UTF_8));
        String records = "data stats @x.csv --transform @" + file + " --step-separator |";
        return new Kind(name, files, file, changes, List.of(records, records + " --pipeline"));
    }
}
