using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GradientsWithoutBackprop;

/// <summary>What the command line asks for.</summary>
/// <param name="MnistFolder">The folder with the MNIST files; without one, digits are drawn.</param>
/// <param name="Seed">The seed of every random choice.</param>
/// <param name="Epochs">How often training goes through its digits; by default as the digits need it.</param>
/// <param name="Quick">Everything smaller: a look, not a measurement.</param>
/// <param name="Help">Only the usage.</param>
internal sealed record Options(string? MnistFolder = null, ulong Seed = 1, int? Epochs = null, bool Quick = false, bool Help = false)
{
    public const string Usage = """
        Usage: GradientsWithoutBackprop [--mnist DIR] [--seed N] [--epochs N] [--quick]

          --mnist DIR   train on the MNIST files of this folder (t10k-*, and train-* if they are there; .gz or not)
                        instead of on drawn digits
          --seed N      seed of every random choice, 0 or more (default 1)
          --epochs N    times that training goes through its digits, 1 to 1000 (default: as many as the digits need)
          --quick       fewer digits and epochs: a look in a few seconds
          --help        this text
        """;

    /// <summary>Reads the arguments; false with a message for the user if they cannot be meant.</summary>
    public static bool TryParse(ReadOnlySpan<string> arguments, [NotNullWhen(true)] out Options? options, [NotNullWhen(false)] out string? error)
    {
        Options parsed = new();
        string? problem = null;
        for (int i = 0; i < arguments.Length && problem is null; i++)
        {
            string option = arguments[i];
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (option)
            {
                case "--quick":
                    parsed = parsed with { Quick = true };
                    break;
                case "--help" or "-h" or "-?":
                    parsed = parsed with { Help = true };
                    break;
                case "--mnist" or "--seed" or "--epochs" when value is null:
                    problem = $"{option} needs a value.";
                    break;
                case "--mnist":
                    parsed = parsed with { MnistFolder = value };
                    i++;
                    break;
                case "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed):
                    parsed = parsed with { Seed = seed };
                    i++;
                    break;
                case "--epochs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int epochs) && epochs is >= 1 and <= 1000:
                    parsed = parsed with { Epochs = epochs };
                    i++;
                    break;
                case "--seed":
                    problem = $"--seed: found '{value}', expected a whole number from 0 to {ulong.MaxValue}.";
                    break;
                case "--epochs":
                    problem = $"--epochs: found '{value}', expected a whole number from 1 to 1000.";
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
