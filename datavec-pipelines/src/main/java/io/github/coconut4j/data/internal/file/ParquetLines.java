package io.github.coconut4j.data.internal.file;

import io.github.coconut4j.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import java.util.StringJoiner;

/** The rows of a Parquet file as JSON lines, in their order and a few at a time. DuckDB reads them, if it is there. */
final class ParquetLines extends InputStream {
    private static final String ROWS = "SELECT to_json(r)::VARCHAR FROM (SELECT * %s FROM read_parquet(?)) r";

    /** JSON has no such numbers, and tables use not-a-number for what is missing. */
    private static final String FINITE_OR_NULL = "CASE WHEN isfinite(%1$s) THEN %1$s END AS %1$s";

    private final Path file;
    private final Connection database;
    private final PreparedStatement query;
    private final ResultSet rows;
    private byte[] line = {};
    private int at;

    private ParquetLines(Path file, Connection database, PreparedStatement query, ResultSet rows) {
        this.file = file;
        this.database = database;
        this.query = query;
        this.rows = rows;
    }

    /** @throws DataException if the file is broken, or DuckDB is not there */
    static ParquetLines open(Path file) {
        Connection database = database(file);
        try {
            lock(database, file);
            PreparedStatement query = database.prepareStatement(ROWS.formatted(replaced(database, file)));
            query.setString(1, pattern(file));
            return new ParquetLines(file, database, query, query.executeQuery());
        } catch (SQLException e) {
            close(database);
            throw new DataException(file + " is a Parquet file that is broken, or of a kind that is not read.", e);
        }
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? Byte.toUnsignedInt(line[at++]) : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, into, from, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        try (database;
                query;
                rows) {
            line = new byte[0];
            at = 0;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private boolean hasMore() throws IOException {
        try {
            while (at == line.length) {
                if (!rows.next()) {
                    return false;
                }
                line = (rows.getString(1) + "\n").getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            return true;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private FileSystemException broken(SQLException e) {
        FileSystemException broken =
                new FileSystemException(file.toString(), null, "it is a Parquet file, and broken there");
        broken.initCause(e);
        return broken;
    }

    private static Connection database(Path file) {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("threads", "1");
        settings.setProperty("temp_directory", "");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        try {
            return DriverManager.getConnection("jdbc:duckdb:", settings);
        } catch (SQLException | LinkageError e) {
            throw new DataException(
                    file
                            + " is a Parquet file, and DuckDB, which reads these, is not there or does not run on this machine:"
                            + " put org.duckdb:duckdb_jdbc on the class path, or write the file as JSON lines.",
                    e);
        }
    }

    private static String replaced(Connection database, Path file) throws SQLException {
        StringJoiner columns = new StringJoiner(", ", "REPLACE (", ")").setEmptyValue("");
        try (PreparedStatement columnsOf = database.prepareStatement("DESCRIBE SELECT * FROM read_parquet(?)")) {
            columnsOf.setString(1, pattern(file));
            try (ResultSet column = columnsOf.executeQuery()) {
                while (column.next()) {
                    if (column.getString("column_type").matches("FLOAT|DOUBLE")) {
                        String name = column.getString("column_name").replace("\"", "\"\"");
                        columns.add(FINITE_OR_NULL.formatted("\"" + name + "\""));
                    }
                }
            }
        }
        return columns.toString();
    }

    /** Whatever a file asks for, nothing but itself is opened. */
    private static void lock(Connection database, Path file) throws SQLException {
        String path = file.toAbsolutePath().toString().replace("'", "''");
        String pattern = pattern(file).replace("'", "''");
        try (Statement statement = database.createStatement()) {
            statement.execute("SET allowed_paths = ['" + path + "', '" + pattern + "']");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        }
    }

    /** DuckDB takes names for patterns; in brackets a character stands for itself. */
    private static String pattern(Path file) {
        return file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]");
    }

    private static void close(Connection database) {
        try {
            database.close();
        } catch (SQLException e) {
            // nothing was read; what went wrong before is what is told
        }
    }
}
