package io.github.coconut4j.data.file;

import java.io.InputStream;

/** The formats of problem files that can be read. */
public enum ProblemFormat {
    /** The official format of Coconut, as a JSON list. */
    OFFICIAL_LIST {
        @Override
        ProblemReader reader(String file, InputStream bytes) {
            return new JsonListReader(file, bytes);
        }
    },
    /** The official format of Coconut, as JSON lines. */
    OFFICIAL_LINES {
        @Override
        ProblemReader reader(String file, InputStream bytes) {
            return new LinesReader(file, bytes, LineFormats::official);
        }
    },
    /** GSM8K as augmented by Deng et al.: {@code question||<<3*4=12>> <<…>> #### 12}, one a line. */
    GSM8K_AUGMENTED {
        @Override
        ProblemReader reader(String file, InputStream bytes) {
            return new LinesReader(file, bytes, LineFormats::augmentedGsm8k);
        }
    },
    /** GSM8K as published, JSON lines; steps are the sentences of the solution without their calculator annotations. */
    GSM8K {
        @Override
        ProblemReader reader(String file, InputStream bytes) {
            return new LinesReader(file, bytes, LineFormats::gsm8kSentences);
        }
    },
    /** GSM8K as published, JSON lines; steps are the calculator annotations alone. */
    GSM8K_CALCULATIONS {
        @Override
        ProblemReader reader(String file, InputStream bytes) {
            return new LinesReader(file, bytes, LineFormats::gsm8kCalculations);
        }
    },
    /** The JSON files of the original ProntoQA program. */
    PRONTOQA {
        @Override
        ProblemReader reader(String file, InputStream bytes) {
            return new ProntoQaReader(file, bytes);
        }
    };

    /**
     * A reader at the beginning of a file.
     *
     * @param file how the file is called in complaints
     */
    abstract ProblemReader reader(String file, InputStream bytes);
}
