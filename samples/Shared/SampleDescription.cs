using System;

namespace DiffGen.Samples;

/// <summary>A sample with one experiment.</summary>
/// <param name="Name">The name of the program.</param>
/// <param name="Title">The title of its page.</param>
/// <param name="ReportFile">Where the page is written where nothing else is asked for.</param>
/// <param name="TakesDigits">It has the option --mnist.</param>
internal sealed record SampleDescription(string Name, string Title, string ReportFile, bool TakesDigits = false)
{
    public string Usage
    {
        get
        {
            string digits = TakesDigits
                ? """

                  --mnist DIR      train on the MNIST files of this folder (t10k-*, and train-* if they are there; .gz or not)
                                   instead of on drawn digits
                """
                : "";
            return $"""
                Usage: {Name} [--quick] [--seed N] [--report FILE]{(TakesDigits ? " [--mnist DIR]" : "")}

                  --quick          everything smaller: a look in a few seconds
                  --seed N         seed of every random choice, 0 or more (default 1)
                  --report FILE    where the page with the results is written (default {ReportFile}){digits}
                  --help           this text
                """;
        }
    }
}
