using System.IO;

namespace DiffGen.Samples.Data;

/// <summary>Finds and reads the MNIST files of a folder, under their published names, compressed or not.</summary>
internal static class DigitFiles
{
    private const string Train = "train";
    private const string Test = "t10k";
    private const int FewestDigits = 10;

    /// <summary>The training files if the folder has them, measured on the test files; otherwise the test files alone, a fifth of them held back.</summary>
    public static DigitSet Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DataFileException(folder, "found no such folder, expected one with the MNIST files");
        }

        Digits test = ReadPair(folder, Test);
        if (test.Count < FewestDigits)
        {
            throw new DataFileException(Path.Combine(folder, LabelsName(Test)), $"found {test.Count} digits, expected at least {FewestDigits}");
        }

        return Find(folder, ImagesName(Train)) is null && Find(folder, LabelsName(Train)) is null
            ? DigitSet.Split($"handwritten digits of {ImagesName(Test)}", test)
            : new DigitSet("handwritten digits of the MNIST files", ReadPair(folder, Train), test);
    }

    private static Digits ReadPair(string folder, string part)
    {
        string imagesPath = Require(folder, ImagesName(part));
        string labelsPath = Require(folder, LabelsName(part));
        (byte[] bytes, int count) = IdxReader.ReadImages(imagesPath);
        byte[] labels = IdxReader.ReadLabels(labelsPath);
        if (labels.Length != count)
        {
            throw new DataFileException(labelsPath, $"found {labels.Length} labels, expected {count}, as many as the images of {Path.GetFileName(imagesPath)}");
        }

        float[] pixels = new float[bytes.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = bytes[i] / 255f;
        }

        return new Digits(pixels, labels);
    }

    private static string Require(string folder, string name)
    {
        return Find(folder, name) ?? throw new DataFileException(Path.Combine(folder, name), $"found neither this file nor {name}.gz, expected one of them");
    }

    private static string? Find(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? path : File.Exists(path + ".gz") ? path + ".gz" : null;
    }

    private static string ImagesName(string part)
    {
        return $"{part}-images-idx3-ubyte";
    }

    private static string LabelsName(string part)
    {
        return $"{part}-labels-idx1-ubyte";
    }
}
