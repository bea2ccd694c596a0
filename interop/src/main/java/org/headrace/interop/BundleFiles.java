package org.headrace.interop;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.headrace.interop.proto.BundleHeaderProto;
import org.headrace.interop.proto.VersionDef;

/**
 * The files of a checkpoint: {@code PREFIX.index}, and {@code PREFIX.data-00000-of-00002} for each shard.
 *
 * <p>An index tells how many shards there are, and that is part of their names. So a checkpoint that replaces one of the
 * same prefix takes another number, its last shards being empty: until the index is renamed, the old files are all there.
 */
final class BundleFiles {
    private static final int PRODUCER = 1;
    private static final Pattern SHARD = Pattern.compile("\\.data-\\d{5}-of-(\\d{5})");

    private BundleFiles() {}

    static Path index(Path prefix) {
        return prefix.resolveSibling(prefix.getFileName() + ".index");
    }

    static Path data(Path prefix, int shard, int shards) {
        return prefix.resolveSibling(
                prefix.getFileName() + String.format(Locale.ROOT, ".data-%05d-of-%05d", shard, shards));
    }

    /** The least number of shards, at least {@code wanted}, that no file of this prefix has in its name. */
    static int freeShards(Path prefix, int wanted) throws IOException {
        Set<Integer> taken = new HashSet<>();
        for (Path file : dataFiles(prefix)) {
            Matcher matcher = SHARD.matcher(suffix(prefix, file));
            if (matcher.matches()) {
                taken.add(Integer.parseInt(matcher.group(1)));
            }
        }
        int free = wanted;
        while (taken.contains(free)) {
            free++;
        }
        return free;
    }

    private static String suffix(Path prefix, Path file) {
        return file.getFileName()
                .toString()
                .substring(prefix.getFileName().toString().length());
    }

    /** The shards of this prefix, of whatever number. */
    static List<Path> dataFiles(Path prefix) throws IOException {
        List<Path> files = new ArrayList<>();
        String name = prefix.getFileName().toString();
        DirectoryStream.Filter<Path> ours =
                file -> file.getFileName().toString().startsWith(name)
                        && SHARD.matcher(suffix(prefix, file)).matches();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(prefix.toAbsolutePath().getParent(), ours)) {
            found.forEach(files::add);
        } catch (NoSuchFileException missing) {
            return files;
        }
        return files;
    }

    /**
     * Makes a checkpoint of shards that are complete: after this, and not before, it is what the prefix names.
     *
     * @param entries those of the index, but for the header
     * @param filled how many shards are there; those up to {@code shards} are made, empty
     */
    static void publish(Path prefix, SortedMap<ByteString, ByteString> entries, int filled, int shards)
            throws IOException {
        for (int i = filled; i < shards; i++) {
            DurableFiles.write(data(prefix, i, shards), new byte[0]);
        }
        entries.put(
                ByteString.EMPTY,
                BundleHeaderProto.newBuilder()
                        .setNumShards(shards)
                        .setVersion(VersionDef.newBuilder().setProducer(PRODUCER))
                        .build()
                        .toByteString());
        try {
            DurableFiles.write(index(prefix), TableWriter.table(entries));
        } catch (IOException e) {
            for (int i = 0; i < shards; i++) {
                Files.deleteIfExists(data(prefix, i, shards));
            }
            throw e;
        }
        Set<Path> current = new HashSet<>();
        for (int i = 0; i < shards; i++) {
            current.add(data(prefix, i, shards).getFileName());
        }
        for (Path file : dataFiles(prefix)) {
            if (!current.contains(file.getFileName())) {
                Files.deleteIfExists(file);
            }
        }
    }
}
