using System;
using System.Linq;
using GradientsWithoutBackprop;
using Xunit;

namespace DiffGen.Samples.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Nothing_asks_for_the_defaults()
    {
        Assert.Equal(new Options(ExperimentKinds.None, MnistFolder: null, ReportFile: "gradients-without-backprop.html", Seed: 1, Epochs: null, Quick: false, Help: false), Parse());
        Assert.Equal(ExperimentKinds.All, Parse().Chosen);
    }

    [Fact]
    public void Everything_can_be_asked_for()
    {
        Assert.Equal(
            new Options(ExperimentKinds.Surfaces | ExperimentKinds.Depth, "digits", "page.html", Seed: 42, Epochs: 7, Quick: true),
            Parse("--depth", "--quick", "--mnist", "digits", "--epochs", "7", "--seed", "42", "--surfaces", "--report", "page.html"));
    }

    [Fact]
    public void The_largest_seed_is_read()
    {
        Assert.Equal(ulong.MaxValue, Parse("--seed", "18446744073709551615").Seed);
    }

    /// <summary>Each experiment has an option, and the usage names it.</summary>
    [Fact]
    public void Each_experiment_has_an_option()
    {
        (string Option, ExperimentKinds Kind)[] options =
        [
            ("--surfaces", ExperimentKinds.Surfaces),
            ("--directions", ExperimentKinds.Directions),
            ("--classifiers", ExperimentKinds.Classifiers),
            ("--wide", ExperimentKinds.Wide),
            ("--depth", ExperimentKinds.Depth),
            ("--estimators", ExperimentKinds.Estimators),
            ("--temporal", ExperimentKinds.Temporal),
            ("--critical-rate", ExperimentKinds.CriticalRate),
            ("--two-passes", ExperimentKinds.TwoPasses),
        ];

        Assert.All(options, pair => Assert.Equal(pair.Kind, Parse(pair.Option).Chosen));
        Assert.All(options, pair => Assert.Contains(pair.Option, Options.Usage, StringComparison.Ordinal));
        Assert.Equal(ExperimentKinds.All, options.Aggregate(ExperimentKinds.None, (kinds, pair) => kinds | pair.Kind));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_is_asked_for(string option)
    {
        Assert.True(Parse(option).Help);
    }

    [Theory]
    [InlineData("--bogus", "Unknown option '--bogus'")]
    [InlineData("mnist", "Unknown option 'mnist'")]
    [InlineData("", "Unknown option ''")]
    [InlineData("--Quick", "Unknown option '--Quick'")]
    [InlineData("--mnist", "--mnist needs a value")]
    [InlineData("--seed", "--seed needs a value")]
    [InlineData("--surfaces --report", "--report needs a value")]
    [InlineData("--quick --epochs", "--epochs needs a value")]
    [InlineData("--seed -1", "found '-1'")]
    [InlineData("--seed 1.5", "found '1.5'")]
    [InlineData("--seed 18446744073709551616", "found '18446744073709551616'")]
    [InlineData("--epochs 0", "found '0'")]
    [InlineData("--epochs 1001", "found '1001'")]
    [InlineData("--epochs many", "found 'many'")]
    public void What_cannot_be_meant_is_told(string arguments, string message)
    {
        Assert.False(Options.TryParse(arguments.Split(' '), out Options? options, out string? error));
        Assert.Null(options);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private static Options Parse(params string[] arguments)
    {
        Assert.True(Options.TryParse(arguments, out Options? options, out string? error), error);
        return options;
    }
}
