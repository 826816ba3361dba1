package io.github.coconut4j.model.io;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.io.TorchTensor.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickle inside a {@code torch.save} of a state_dict, and nothing else. A pickle is a program; of its instructions only those are followed that such a
 * file needs, and the names it may ask for are the few below. All of them describe tensors; none calls anything. Whatever else a pickle asks for is refused by
 * name before it is looked up.
 */
final class StateDictUnpickler extends Unpickler {
    private static final int LONGEST_TEXT = 10_000;

    /** What the library's own instructions do safely: numbers, tuples, lists and the memory of things met before. */
    private static final Set<Short> PLAIN = Set.of(
            Opcodes.PROTO,
            Opcodes.MARK,
            Opcodes.STOP,
            Opcodes.NONE,
            Opcodes.NEWTRUE,
            Opcodes.NEWFALSE,
            Opcodes.BININT,
            Opcodes.BININT1,
            Opcodes.BININT2,
            Opcodes.LONG1,
            Opcodes.BINFLOAT,
            Opcodes.EMPTY_TUPLE,
            Opcodes.TUPLE,
            Opcodes.TUPLE1,
            Opcodes.TUPLE2,
            Opcodes.TUPLE3,
            Opcodes.EMPTY_LIST,
            Opcodes.APPEND,
            Opcodes.APPENDS,
            Opcodes.BINPUT,
            Opcodes.LONG_BINPUT,
            Opcodes.BINGET,
            Opcodes.LONG_BINGET,
            Opcodes.BINPERSID,
            Opcodes.REDUCE);

    private static final Map<String, IObjectConstructor> GLOBALS = Map.ofEntries(
            Map.entry("collections.OrderedDict", arguments -> new LinkedHashMap<Object, Object>()),
            Map.entry("torch._utils._rebuild_tensor_v2", StateDictUnpickler::tensor),
            Map.entry("torch._utils._rebuild_parameter", arguments -> (TorchTensor) arguments[0]),
            Map.entry("torch.DoubleStorage", new StorageType(NumberType.F64)),
            Map.entry("torch.FloatStorage", new StorageType(NumberType.F32)),
            Map.entry("torch.HalfStorage", new StorageType(NumberType.F16)),
            Map.entry("torch.BFloat16Storage", new StorageType(NumberType.BF16)),
            Map.entry("torch.LongStorage", new StorageType(NumberType.I64)),
            Map.entry("torch.IntStorage", new StorageType(NumberType.I32)),
            Map.entry("torch.ShortStorage", new StorageType(NumberType.I16)),
            Map.entry("torch.CharStorage", new StorageType(NumberType.I8)),
            Map.entry("torch.ByteStorage", new StorageType(NumberType.U8)),
            Map.entry("torch.BoolStorage", new StorageType(NumberType.BOOL)));

    /** The class of a storage: a name to hand on, never built. */
    private record StorageType(NumberType type) implements IObjectConstructor {
        @Override
        public Object construct(Object[] arguments) {
            throw new PickleException("it builds a storage of its own");
        }
    }

    /**
     * Reads a pickle to its end.
     *
     * @return the mapping it describes; its tensors are {@link TorchTensor}s
     * @throws ModelException when it asks for anything but tensors
     * @throws PickleException or another runtime exception when it is not well formed
     */
    Map<?, ?> read(InputStream pickle) throws IOException {
        if (load(pickle) instanceof Map<?, ?> mapping) {
            return mapping;
        }
        throw new ModelException("it is not the state_dict of a model but some other object");
    }

    @Override
    protected Object dispatch(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.GLOBAL -> global(PickleUtils.readline(input), PickleUtils.readline(input));
            case Opcodes.BINUNICODE -> stack.add(text());
            case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<Object, Object>());
            case Opcodes.SETITEM -> put(List.of(stack.pop(), stack.pop()), true);
            case Opcodes.SETITEMS -> put(stack.pop_all_since_marker(), false);
            case Opcodes.BUILD -> stack.pop(); // what an OrderedDict carries beside its items: versions of modules
            default -> {
                if (!PLAIN.contains(opcode)) {
                    throw new ModelException(
                            "its pickle holds the instruction 0x%02x, which no state_dict needs".formatted(opcode));
                }
                return super.dispatch(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    private void global(String module, String name) {
        IObjectConstructor known = GLOBALS.get(module + "." + name);
        if (known == null) {
            throw new ModelException("its pickle asks for " + printable(module + "." + name)
                    + ", which is none of the few names that tensors need");
        }
        stack.add(known);
    }

    /** Reads no more than it keeps; the library would trust the length. */
    private String text() throws IOException {
        int length = PickleUtils.bytes_to_integer(PickleUtils.readbytes(input, 4));
        if (length < 0 || length > LONGEST_TEXT) {
            throw new PickleException("a text of " + length + " bytes");
        }
        return new String(PickleUtils.readbytes(input, length), StandardCharsets.UTF_8);
    }

    /** Puts items into the mapping on the stack. Keys are texts or numbers: to hash anything nested could take forever. */
    @SuppressWarnings("unchecked") // mappings are made here alone
    private void put(List<Object> items, boolean backwards) {
        Map<Object, Object> mapping = (Map<Object, Object>) stack.peek();
        for (int i = 0; i + 1 < items.size(); i += 2) {
            Object key = items.get(backwards ? i + 1 : i);
            if (!(key instanceof String) && !(key instanceof Number)) {
                throw new PickleException("a key that is no text");
            }
            mapping.put(key, items.get(backwards ? i : i + 1));
        }
    }

    /** {@code ("storage", type, key, device, length)}. */
    @Override
    protected Object persistentLoad(Object id) {
        Object[] parts = (Object[]) id;
        return new Storage(((StorageType) parts[1]).type(), (String) parts[2], whole(parts[4]));
    }

    /** {@code (storage, offset, shape, strides, requires_grad, hooks)}. */
    private static TorchTensor tensor(Object[] arguments) {
        return new TorchTensor((Storage) arguments[0], whole(arguments[1]), wholes(arguments[2]), wholes(arguments[3]));
    }

    private static long[] wholes(Object numbers) {
        Object[] each = (Object[]) numbers;
        long[] wholes = new long[each.length];
        for (int i = 0; i < each.length; i++) {
            wholes[i] = whole(each[i]);
        }
        return wholes;
    }

    private static long whole(Object number) {
        if (number instanceof Integer || number instanceof Long) {
            return ((Number) number).longValue();
        }
        throw new PickleException("a size that is no whole number");
    }

    private static String printable(String name) {
        String shown = name.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
    }
}
