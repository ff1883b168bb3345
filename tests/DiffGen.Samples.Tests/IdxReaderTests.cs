using System;
using DiffGen.Samples.Data;
using Xunit;

namespace DiffGen.Samples.Tests;

public sealed class IdxReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_and_labels_come_as_they_are(bool compressed)
    {
        string images = Store("images", IdxFiles.Images(3), compressed);
        string labels = Store("labels", IdxFiles.Labels(12), compressed);

        (byte[] pixels, int count) = IdxReader.ReadImages(images);

        Assert.Equal(3, count);
        Assert.Equal(3 * 784, pixels.Length);
        Assert.Equal((784 + 5) % 256, pixels[784 + 5]);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1], IdxReader.ReadLabels(labels));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = _folder["nowhere"];

        DataFileException e = Assert.Throws<DataFileException>(() => IdxReader.ReadLabels(path));

        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_wrong_magic_number_is_shown_beside_the_right_one(bool compressed)
    {
        AssertImages(IdxFiles.Images(1, magic: IdxFiles.LabelsMagic), compressed, "found the magic number 0x00000801", "expected 0x00000803");
        AssertLabels(IdxFiles.Labels(1, magic: IdxFiles.ImagesMagic), compressed, "found the magic number 0x00000803", "expected 0x00000801");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(3, false)]
    [InlineData(7, false)]
    [InlineData(15, false)]
    [InlineData(0, true)]
    [InlineData(15, true)]
    public void A_cut_header_is_truncated(int length, bool compressed)
    {
        AssertImages(IdxFiles.Images(2)[..length], compressed, "truncated", $"found {length} bytes", "expected");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fewer_bytes_than_the_header_says_are_truncated(bool compressed)
    {
        AssertImages(IdxFiles.Images(2)[..^1], compressed, "truncated", "found 1567 bytes", "expected 1568", "2 images");
        AssertLabels(IdxFiles.Labels(5, stated: 6), compressed, "truncated", "found 5 bytes", "expected 6");
    }

    [Fact]
    public void A_header_that_claims_more_than_memory_takes_no_memory()
    {
        AssertLabels(IdxFiles.Labels(5, stated: 2_000_000_000), false, "truncated", "found 5 bytes", "expected 2000000000");
        AssertLabels(IdxFiles.Labels(5, stated: uint.MaxValue), false, "found", "4294967295 labels", "expected");
        AssertImages(IdxFiles.Images(1, stated: uint.MaxValue), false, "found", "4294967295 images", "expected");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void More_bytes_than_the_header_says_are_garbage(bool compressed)
    {
        AssertImages([.. IdxFiles.Images(2), 0], compressed, "found more than the 1568 bytes expected");
        AssertLabels([.. IdxFiles.Labels(2), 0], compressed, "found more than the 2 bytes expected");
    }

    [Fact]
    public void Bytes_after_the_compressed_data_are_garbage()
    {
        string path = _folder.Write("labels.gz", [.. TemporaryFolder.Compress(IdxFiles.Labels(20)), 1, 2, 3, 4, 5]);

        AssertMessage(Assert.Throws<DataFileException>(() => IdxReader.ReadLabels(path)), path, "found", "expected");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(30)]
    public void A_cut_compressed_file_is_found(int missing)
    {
        byte[] whole = TemporaryFolder.Compress(IdxFiles.Labels(200));
        string path = _folder.Write("labels.gz", whole[..^missing]);

        AssertMessage(Assert.Throws<DataFileException>(() => IdxReader.ReadLabels(path)), path, "found", "expected");
    }

    [Fact]
    public void A_file_that_is_not_gzip_is_found()
    {
        string path = _folder.Write("labels.gz", IdxFiles.Labels(20));

        AssertMessage(Assert.Throws<DataFileException>(() => IdxReader.ReadLabels(path)), path, "found", "expected");
    }

    [Fact]
    public void Images_of_another_size_are_refused()
    {
        AssertImages(IdxFiles.Images(1, rows: 27), false, "found images of 27 x 28 pixels", "expected 28 x 28");
        AssertImages(IdxFiles.Images(1, columns: 32), false, "found images of 28 x 32 pixels", "expected 28 x 28");
    }

    [Fact]
    public void Empty_files_are_refused()
    {
        AssertImages(IdxFiles.Images(0), false, "found 0 images", "expected at least one");
        AssertLabels(IdxFiles.Labels(0), false, "found 0 labels", "expected at least one");
    }

    [Fact]
    public void A_label_above_nine_is_shown_with_its_place()
    {
        byte[] labels = IdxFiles.Labels(20);
        labels[8 + 13] = 10;

        AssertLabels(labels, false, "found label 10 at index 13", "expected 0 to 9");
    }

    private string Store(string name, byte[] content, bool compressed)
    {
        return compressed ? _folder.WriteCompressed(name + ".gz", content) : _folder.Write(name, content);
    }

    private void AssertImages(byte[] content, bool compressed, params string[] parts)
    {
        string path = Store("images", content, compressed);
        AssertMessage(Assert.Throws<DataFileException>(() => IdxReader.ReadImages(path)), path, parts);
    }

    private void AssertLabels(byte[] content, bool compressed, params string[] parts)
    {
        string path = Store("labels", content, compressed);
        AssertMessage(Assert.Throws<DataFileException>(() => IdxReader.ReadLabels(path)), path, parts);
    }

    private static void AssertMessage(DataFileException e, string path, params string[] parts)
    {
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        foreach (string part in parts)
        {
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
        }
    }
}
