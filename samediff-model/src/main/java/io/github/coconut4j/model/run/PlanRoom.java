package io.github.coconut4j.model.run;

import java.util.ArrayList;
import java.util.List;

/**
 * The memory that intermediate values of a model's plans may take in all, shared by those who make plans: what one holds, the others cannot have. Who needs it has them
 * let go of their plans, which are made again when they are next run.
 */
public final class PlanRoom {
    private final long limit;
    private final List<Holder> holders = new ArrayList<>();

    /** Somebody who keeps plans. */
    public interface Holder {
        /** {@return bytes of the plans kept} */
        long bytes();

        /** Closes all of them. */
        void release();
    }

    /**
     * Room for nobody yet.
     *
     * @param limit in bytes
     */
    public PlanRoom(long limit) {
        this.limit = limit;
    }

    /** {@return how many bytes there may be} */
    public long limit() {
        return limit;
    }

    /**
     * Counts what a holder has.
     *
     * @param holder once; it may hold plans already
     */
    public void add(Holder holder) {
        holders.add(holder);
    }

    /**
     * Counts a holder no longer.
     *
     * @param holder that was added; one that was not changes nothing
     */
    public void remove(Holder holder) {
        holders.remove(holder);
    }

    /**
     * {@return bytes that a holder may take, given what the others hold now; below 0 when they hold too much}
     *
     * @param asking one of the holders
     */
    public long left(Holder asking) {
        return limit - heldBesides(asking);
    }

    /**
     * Has all others let go of their plans.
     *
     * @param asking the one who keeps its own
     * @return whether the others held any
     */
    public boolean makeRoomFor(Holder asking) {
        boolean held = heldBesides(asking) > 0;
        holders.stream().filter(other -> other != asking).forEach(Holder::release);
        return held;
    }

    private long heldBesides(Holder asking) {
        return holders.stream()
                .filter(other -> other != asking)
                .mapToLong(Holder::bytes)
                .sum();
    }
}
