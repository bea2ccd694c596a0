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
     * Makes a checkpoint of files that are complete: after this, and not before, it is what the prefix names. If that cannot
     * be done the files are where they were.
     *
     * @param entries those of the index, but for the header
     * @param files what becomes the shards, in their order
     */
    static void publish(Path prefix, SortedMap<ByteString, ByteString> entries, List<Path> files) throws IOException {
        int shards = freeShards(prefix, files.size());
        entries.put(
                ByteString.EMPTY,
                BundleHeaderProto.newBuilder()
                        .setNumShards(shards)
                        .setVersion(VersionDef.newBuilder().setProducer(PRODUCER))
                        .build()
                        .toByteString());
        int made = 0;
        boolean published = false;
        try {
            for (; made < files.size(); made++) {
                DurableFiles.rename(files.get(made), data(prefix, made, shards));
            }
            for (; made < shards; made++) {
                DurableFiles.write(data(prefix, made, shards), out -> {});
            }
            byte[] table = TableWriter.table(entries);
            DurableFiles.write(index(prefix), out -> out.write(table));
            published = true;
        } finally {
            if (!published) {
                takeBack(prefix, files, made, shards);
            }
        }
        removeOthers(prefix, shards);
    }

    private static void takeBack(Path prefix, List<Path> files, int made, int shards) throws IOException {
        for (int i = made - 1; i >= 0; i--) {
            if (i < files.size()) {
                DurableFiles.rename(data(prefix, i, shards), files.get(i));
            } else {
                Files.deleteIfExists(data(prefix, i, shards));
            }
        }
    }

    /** Deletes the shards of the checkpoint that was there before. */
    private static void removeOthers(Path prefix, int shards) throws IOException {
        Set<Path> current = new HashSet<>();
        for (int i = 0; i < shards; i++) {
            current.add(data(prefix, i, shards).getFileName());
        }
        for (Path file : dataFiles(prefix)) {
            if (!current.contains(file.getFileName())) {
                delete(file);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException inUse) {
            // The checkpoint is complete without; the next one of this prefix tries again.
        }
    }
}
