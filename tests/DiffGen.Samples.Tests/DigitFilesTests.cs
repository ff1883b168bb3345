using System;
using DiffGen.Samples.Data;
using Xunit;

namespace DiffGen.Samples.Tests;

public sealed class DigitFilesTests : IDisposable
{
    private const string TestImages = "t10k-images-idx3-ubyte";
    private const string TestLabels = "t10k-labels-idx1-ubyte";
    private const string TrainImages = "train-images-idx3-ubyte";
    private const string TrainLabels = "train-labels-idx1-ubyte";
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void Test_files_alone_are_split(bool imagesCompressed, bool labelsCompressed)
    {
        Store(TestImages, IdxFiles.Images(50), imagesCompressed);
        Store(TestLabels, IdxFiles.Labels(50), labelsCompressed);

        DigitSet digits = DigitFiles.Read(_folder.Path);

        Assert.Equal(40, digits.Train.Count);
        Assert.Equal(10, digits.HeldBack.Count);
        Assert.Equal(new byte[] { 4, 9, 4, 9, 4, 9, 4, 9, 4, 9 }, digits.HeldBack.Labels.ToArray());
        Assert.Equal(IdxFiles.Images(50)[16 + 9 * 784 + 7] / 255f, digits.HeldBack.Image(1)[7]);
        Assert.Equal(new byte[] { 0, 1, 2, 3, 5 }, digits.Train.Labels[..5].ToArray());
    }

    [Fact]
    public void Training_files_are_measured_on_all_test_files()
    {
        Store(TestImages, IdxFiles.Images(20), true);
        Store(TestLabels, IdxFiles.Labels(20), true);
        Store(TrainImages, IdxFiles.Images(30), false);
        Store(TrainLabels, IdxFiles.Labels(30), true);

        DigitSet digits = DigitFiles.Read(_folder.Path);

        Assert.Equal(30, digits.Train.Count);
        Assert.Equal(20, digits.HeldBack.Count);
    }

    [Fact]
    public void Counts_that_disagree_are_told()
    {
        Store(TestImages, IdxFiles.Images(20), false);
        Store(TestLabels, IdxFiles.Labels(19), false);

        AssertFails(TestLabels, "found 19 labels", "expected 20");
    }

    [Fact]
    public void A_missing_folder_is_told()
    {
        DataFileException e = Assert.Throws<DataFileException>(() => DigitFiles.Read(_folder["nowhere"]));

        Assert.Contains(_folder["nowhere"], e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told()
    {
        AssertFails(TestImages, "found neither", "expected one of them");
        Store(TestImages, IdxFiles.Images(20), false);
        AssertFails(TestLabels, "found neither", "expected one of them");
    }

    [Fact]
    public void Half_of_the_training_files_is_told()
    {
        Store(TestImages, IdxFiles.Images(20), false);
        Store(TestLabels, IdxFiles.Labels(20), false);
        Store(TrainLabels, IdxFiles.Labels(30), false);

        AssertFails(TrainImages, "found neither", "expected one of them");
    }

    [Fact]
    public void Too_few_digits_are_told()
    {
        Store(TestImages, IdxFiles.Images(9), false);
        Store(TestLabels, IdxFiles.Labels(9), false);

        AssertFails(TestLabels, "found 9 digits", "expected at least 10");
    }

    private void Store(string name, byte[] content, bool compressed)
    {
        _ = compressed ? _folder.WriteCompressed(name + ".gz", content) : _folder.Write(name, content);
    }

    private void AssertFails(string file, params string[] parts)
    {
        DataFileException e = Assert.Throws<DataFileException>(() => DigitFiles.Read(_folder.Path));
        Assert.StartsWith(_folder[file], e.Message, StringComparison.Ordinal);
        foreach (string part in parts)
        {
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
        }
    }
}
