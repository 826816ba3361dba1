package io.github.coconut4j.data.task.arithmetic;

/** The four operations, with the weight with which each is tried where it is possible. */
enum Operator {
    PLUS("+", 0.22),
    MINUS("-", 0.115),
    TIMES("*", 0.46),
    DIVIDED("/", 0.205);

    private final String sign;
    private final double weight;

    Operator(String sign, double weight) {
        this.sign = sign;
        this.weight = weight;
    }

    double weight() {
        return weight;
    }

    int of(int left, int right) {
        return switch (this) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case DIVIDED -> left / right;
        };
    }

    /** A step of the chain. */
    String calculation(int left, int right) {
        return "<<" + left + sign + right + "=" + of(left, right) + ">>";
    }
}
