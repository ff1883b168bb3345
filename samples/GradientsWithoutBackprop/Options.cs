using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GradientsWithoutBackprop;

/// <summary>What the command line asks for.</summary>
/// <param name="Experiments">Which experiments are run; all where none is named.</param>
/// <param name="MnistFolder">The folder with the MNIST files; without one, digits are drawn.</param>
/// <param name="ReportFile">Where the page with the results is written.</param>
/// <param name="Seed">The seed of every random choice.</param>
/// <param name="Epochs">How often the classifiers go through their digits; by default as often as they need it.</param>
/// <param name="Quick">Everything smaller: a look, not a measurement.</param>
/// <param name="Help">Only the usage.</param>
internal sealed record Options(
    ExperimentKinds Experiments = ExperimentKinds.None,
    string? MnistFolder = null,
    string ReportFile = "gradients-without-backprop.html",
    ulong Seed = 1,
    int? Epochs = null,
    bool Quick = false,
    bool Help = false)
{
    public const string Usage = """
        Usage: GradientsWithoutBackprop [EXPERIMENT …] [--mnist DIR] [--report FILE] [--seed N] [--epochs N] [--quick]

        Experiments; all of them where none is named:
          --surfaces       descents on the functions of Beale and Rosenbrock
          --directions     variance against the number of directions
          --classifiers    softmax regression, a network and a convolutional network: learning rates, training, cost of a step
          --wide           the network 784-1024-1024-10 of the paper on forward gradients, trained at its two rates
          --depth          time and memory of networks with 1 to 100 layers
          --estimators     all kinds of gradient on one task, for equal steps and equal time
          --temporal       weight and node perturbation on tasks that last, and a recurrent network
          --critical-rate  the learning rate from which on node perturbation diverges
          --two-passes     node perturbation without a pass free of noise

        Options:
          --mnist DIR      train on the MNIST files of this folder (t10k-*, and train-* if they are there; .gz or not)
                           instead of on drawn digits
          --report FILE    where the page with the results is written (default gradients-without-backprop.html)
          --seed N         seed of every random choice, 0 or more (default 1)
          --epochs N       times that the classifiers go through their digits, 1 to 1000 (default: as many as they need)
          --quick          everything smaller: a look in a few seconds
          --help           this text
        """;

    /// <summary>The experiments to run.</summary>
    public ExperimentKinds Chosen => Experiments == ExperimentKinds.None ? ExperimentKinds.All : Experiments;

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
                case "--mnist" or "--report" or "--seed" or "--epochs" when value is null:
                    problem = $"{option} needs a value.";
                    break;
                case "--mnist":
                    parsed = parsed with { MnistFolder = value };
                    i++;
                    break;
                case "--report":
                    parsed = parsed with { ReportFile = value };
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
                    ExperimentKinds kind = KindOf(option);
                    problem = kind == ExperimentKinds.None ? $"Unknown option '{option}'." : null;
                    parsed = parsed with { Experiments = parsed.Experiments | kind };
                    break;
            }
        }

        options = problem is null ? parsed : null;
        error = problem;
        return options is not null;
    }

    private static ExperimentKinds KindOf(string option)
    {
        return option switch
        {
            "--surfaces" => ExperimentKinds.Surfaces,
            "--directions" => ExperimentKinds.Directions,
            "--classifiers" => ExperimentKinds.Classifiers,
            "--wide" => ExperimentKinds.Wide,
            "--depth" => ExperimentKinds.Depth,
            "--estimators" => ExperimentKinds.Estimators,
            "--temporal" => ExperimentKinds.Temporal,
            "--critical-rate" => ExperimentKinds.CriticalRate,
            "--two-passes" => ExperimentKinds.TwoPasses,
            _ => ExperimentKinds.None,
        };
    }
}
