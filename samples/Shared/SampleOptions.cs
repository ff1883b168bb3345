using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DiffGen.Samples;

/// <summary>What the command line of a sample with one experiment asks for.</summary>
/// <param name="ReportFile">Where the page with the results is written.</param>
/// <param name="Quick">Everything smaller: a look, not a measurement.</param>
/// <param name="Seed">The seed of every random choice.</param>
/// <param name="MnistFolder">The folder with the MNIST files; without one, digits are drawn.</param>
/// <param name="Help">Only the usage.</param>
internal sealed record SampleOptions(string ReportFile, bool Quick = false, ulong Seed = 1, string? MnistFolder = null, bool Help = false)
{
    /// <summary>Reads the arguments; false with a message for the user if they cannot be meant.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="description">The sample: its page, and whether it takes digits.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryParse(ReadOnlySpan<string> arguments, SampleDescription description, [NotNullWhen(true)] out SampleOptions? options, [NotNullWhen(false)] out string? error)
    {
        SampleOptions parsed = new(description.ReportFile);
        string? problem = null;
        for (int i = 0; i < arguments.Length && problem is null; i++)
        {
            string option = arguments[i];
            bool takesValue = option is "--report" or "--seed" || (option == "--mnist" && description.TakesDigits);
            if (takesValue && i + 1 == arguments.Length)
            {
                problem = $"{option} needs a value.";
                break;
            }

            string value = takesValue ? arguments[++i] : "";
            switch (option)
            {
                case "--quick":
                    parsed = parsed with { Quick = true };
                    break;
                case "--help" or "-h" or "-?":
                    parsed = parsed with { Help = true };
                    break;
                case "--report":
                    parsed = parsed with { ReportFile = value };
                    break;
                case "--mnist" when description.TakesDigits:
                    parsed = parsed with { MnistFolder = value };
                    break;
                case "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed):
                    parsed = parsed with { Seed = seed };
                    break;
                case "--seed":
                    problem = $"--seed: found '{value}', expected a whole number from 0 to {ulong.MaxValue}.";
                    break;
                default:
                    problem = $"Unknown option '{option}'.";
                    break;
            }
        }

        options = problem is null ? parsed : null;
        error = problem;
        return options is not null;
    }
}
