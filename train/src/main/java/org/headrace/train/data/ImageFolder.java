package org.headrace.train.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/**
 * Pictures in folders, one folder a class: {@code root/cat/1.png}, {@code root/dog/1.jpg}. Classes are numbered from 0 in
 * the order of their names, pictures follow in the order of theirs; hidden files are passed over. PNG, JPEG, GIF and BMP are
 * read, and resized to one size.
 */
public final class ImageFolder {
    /** Three channels: red, green, blue. */
    public static final int RGB = 3;

    /** One channel: brightness. */
    public static final int GREY = 1;

    private final List<String> classNames;
    private final List<Path> files;
    private final List<Integer> labels;
    private final ImageReading reading;

    private ImageFolder(List<String> classNames, List<Path> files, List<Integer> labels, ImageReading reading) {
        this.classNames = List.copyOf(classNames);
        this.files = List.copyOf(files);
        this.labels = List.copyOf(labels);
        this.reading = reading;
    }

    /**
     * Lists the pictures below {@code root}; they are read later.
     *
     * @param channels {@link #RGB} or {@link #GREY}
     * @throws NotFoundException if there is no such folder
     * @throws InvalidArgumentException if it has no folders with files, or a size is not positive
     */
    public static ImageFolder of(Path root, int height, int width, int channels) {
        ImageReading reading = new ImageReading(height, width, channels);
        List<String> classNames = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Path folder : sorted(root)) {
            if (Files.isDirectory(folder)) {
                for (Path file : sorted(folder)) {
                    if (Files.isRegularFile(file)) {
                        files.add(file);
                        labels.add(classNames.size());
                    }
                }
                classNames.add(folder.getFileName().toString());
            }
        }
        if (files.isEmpty()) {
            throw new InvalidArgumentException(
                    root + " has no folders with pictures in them: make one folder for each class");
        }
        return new ImageFolder(classNames, files, labels, reading);
    }

    private static List<Path> sorted(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted((a, b) ->
                            a.getFileName().toString().compareTo(b.getFileName().toString()))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new NotFoundException(folder + " does not exist: name a folder with one folder for each class", e);
        } catch (NotDirectoryException e) {
            throw new InvalidArgumentException(folder + " is a file: name a folder with one folder for each class", e);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed: " + e, e);
        }
    }

    /** The folders' names: that of class {@code i} at place {@code i}. */
    public List<String> classNames() {
        return classNames;
    }

    /** The pictures' files, in order. */
    public List<Path> files() {
        return files;
    }

    /** The pictures' classes, in the same order. */
    public List<Integer> labels() {
        return labels;
    }

    /** How many pictures there are. */
    public int size() {
        return files.size();
    }

    /**
     * The pictures and their classes, each read when it is asked for: uint8 {@code [height, width, channels]}, int32
     * {@code []}. To read several at a time, map {@link #read} over {@link #indices}.
     */
    public Dataset dataset() {
        return indices().map(this::read);
    }

    /** The pictures' numbers, int64 {@code []}: what is shuffled before they are read, and mapped to them by {@link #read}. */
    public Dataset indices() {
        return Dataset.range(size());
    }

    /** The picture and the class for one of {@link #indices}. */
    public Element read(Element index) {
        int i = index.get(0).toInt();
        if (i < 0 || i >= size()) {
            throw new InvalidArgumentException("there is no picture " + i + ": there are " + size());
        }
        return Element.of(reading.read(files.get(i)), Tensor.wrap(Shape.scalar(), new int[] {labels.get(i)}));
    }
}
